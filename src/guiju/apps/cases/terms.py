"""What can be reported of a standard (可纠错字段)."""

from __future__ import annotations

from guiju.apps.catalogue.services.correct import FIELDS as CORRECTABLE
from guiju.apps.catalogue.terms import CLAIMS
from guiju.apps.catalogue.terms import FIELDS as KNOWN
from guiju.domain.language import Words

OTHER = "other"
FIELDS: dict[str, Words] = {
    **{name: (KNOWN | CLAIMS)[name] for name in CORRECTABLE},
    OTHER: Words("其他（代替关系、重复记录等）", "Something else (relations, duplicates …)"),
}
