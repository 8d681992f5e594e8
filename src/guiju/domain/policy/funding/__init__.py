"""What a policy pays (资助奖励): rules with amounts and shares, and how sums are split by ranks.

- `funding_read(outline, meta) -> FundingRead`; `FundingRead.record()` is its part of Policy JSON
"""

from guiju.domain.policy.funding.model import (
    Case,
    Effect,
    Eligibility,
    FundingRead,
    FundingRule,
    Stacking,
    Total,
    Truncation,
)
from guiju.domain.policy.funding.reading import funding_read

__all__ = [
    "Case", "Effect", "Eligibility", "FundingRead", "FundingRule", "Stacking", "Total", "Truncation", "funding_read",
]  # fmt: skip
