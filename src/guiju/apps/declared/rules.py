"""The way to the registers from one's account (我的账号中的登记簿); who may do what is said by each declaration."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.kernel.accounts.ways import Way, way_add

way_add(
    Way(
        "declared:index",
        "signed_in",
        Words("登记簿", "Registers"),
        Words("登记、导入、审查公开", "Enter, import and publish records"),
    )
)
