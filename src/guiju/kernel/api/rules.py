"""Who may have API keys (接口密钥权限): whoever has an account, for themselves."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.kernel.accounts.holdings import holding_add
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import condition, signed_in
from guiju.kernel.accounts.ways import Way, way_add
from guiju.kernel.api.holding import HOLDING
from guiju.kernel.api.models import ApiKey


@condition("holds_key")
def holds_key(person: object, key: ApiKey | None) -> bool:
    """Whoever the key is of."""
    return isinstance(person, User) and person.is_active and key is not None and key.user_id == person.pk


rule_add("api.keys_own", signed_in)
rule_add("api.key_owner", holds_key)
holding_add(HOLDING)

way_add(
    Way(
        "keys:mine",
        "api.keys_own",
        Words("接口密钥", "API keys"),
        Words("程序访问用的密钥和用量", "Keys for programs, and what they used"),
    )
)
