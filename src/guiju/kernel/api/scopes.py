"""What a key may be used for (密钥权限): reading by default, more only where its holder said so."""

from __future__ import annotations

from guiju.domain.language import Words

SCOPES: dict[str, Words] = {
    "read": Words("读取公开数据和自己的记录", "read public data and one's own records"),
    "check": Words("提交查新", "hand in validity checks"),
    "registers": Words("登记和修改登记", "enter and change records of registers"),
    "cases": Words("办理事项", "make moves of cases"),
}
DEFAULT = ("read",)
