"""What a policy orders (政策解读): who must do what by when, and every number that is a promise."""

from guiju.domain.policy.model import Doubt

__all__ = ["Doubt"]
