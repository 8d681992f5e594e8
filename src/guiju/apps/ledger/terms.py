"""The words of the ledger (台账用语)."""

from __future__ import annotations

from guiju.domain.language import Words

LEVELS = {
    "national": Words("国家", "national"),
    "province": Words("省", "province"),
    "city": Words("市", "city"),
    "county": Words("县", "county"),
    "district": Words("区", "district"),
    "zone": Words("开发区", "development zone"),
    "town": Words("乡镇街道", "town or street"),
}
PARTS = {"lead": Words("牵头", "lead"), "participant": Words("参加", "participant")}
EVERY = {
    "year": Words("每年", "yearly"),
    "half-year": Words("每半年", "every half-year"),
    "quarter": Words("每季度", "quarterly"),
    "month": Words("每月", "monthly"),
    "week": Words("每周", "weekly"),
    "ongoing": Words("长期坚持", "ongoing"),
}
