"""A policy as a document (政策元数据): title, issuing bodies, number, dates, region, level, basis, period, truncation.

- `meta_read(cleaned, outline) -> Meta`; `Meta.record()` is its part of Policy JSON
"""

from guiju.domain.policy.meta.model import CitedDocument, Cut, Meta, Missing, Period, Place
from guiju.domain.policy.meta.reading import meta_read

__all__ = ["CitedDocument", "Cut", "Meta", "Missing", "Period", "Place", "meta_read"]
