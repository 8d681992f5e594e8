"""What a policy orders to exist (要求建立的系统、平台、清单、机制…): verb, object, type, place.

- `demands_read(outline) -> DemandsRead`; `DemandsRead.record()` is its part of Policy JSON
"""

from guiju.domain.policy.demands.model import Demand, DemandsRead, DemandType, System
from guiju.domain.policy.demands.reading import demands_read

__all__ = ["Demand", "DemandType", "DemandsRead", "System", "demands_read"]
