"""Why something cannot be done with an account."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


class AccountError(WordsError):
    """A change of accounts or roles that the rules of the house forbid."""


def taken(username: str) -> AccountError:
    """The name is somebody's."""
    words = Words(f"用户名 {username} 已被使用。", f"The user name {username} is taken.")
    return AccountError("username_taken", words, Words("请换一个。", "Choose another."))


def unknown(what: str) -> AccountError:
    """A role or kind of organisation that roles.toml does not have."""
    return AccountError("unknown", Words(f"没有“{what}”这一类。", f"There is no {what}."))


def wrong_place(role: Words, kind: Words) -> AccountError:
    """The role does not exist in this kind of organisation."""
    return AccountError(
        "role_wrong_place", Words(f"{kind.zh}中没有“{role.zh}”这一角色。", f"A {kind.en} has no {role.en}.")
    )


FOREIGN_UNIT = AccountError(
    "unit_of_another", Words("该内设机构不属于这个单位。", "The unit belongs to another organisation.")
)
SECOND_ADMINISTRATOR = AccountError(
    "administrators_separate",
    Words(
        "系统、安全、审计三个管理员必须由不同的人担任，此人已任其一。",
        "The system, security and audit administrators must be different people; this person is one of them already.",
    ),
    Words("请先收回原角色，或另选他人。", "Revoke that role first, or choose somebody else."),
)
SELF_GRANT = AccountError(
    "self_grant",
    Words("不能给自己授予或收回角色。", "Nobody grants or revokes roles of their own."),
    Words("请由另一位安全管理员办理。", "Ask another security administrator."),
)
