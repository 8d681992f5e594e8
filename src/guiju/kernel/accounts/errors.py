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
AUDIT_ALONE = AccountError(
    "audit_alone",
    Words(
        "审计管理员不办理业务，不能同时担任其他角色。",
        "The audit administrator handles no business and holds no other role at the same time.",
    ),
    Words("请先收回其他角色，或另选他人。", "Revoke the other roles first, or choose somebody else."),
)
SELF_GRANT = AccountError(
    "self_grant",
    Words("不能给自己授予或收回角色。", "Nobody grants or revokes roles of their own."),
    Words("请由另一位安全管理员办理。", "Ask another security administrator."),
)
OWN_INVITATION = AccountError(
    "own_invitation",
    Words("不能批准自己发起的邀请或申请。", "Nobody grants a role to somebody they invited or asked for themselves."),
    Words("请由另一位安全管理员办理。", "Ask another security administrator."),
)
ADMINISTRATOR_UNTOUCHED = AccountError(
    "administrator_untouched",
    Words(
        "此人担任管理员，系统管理员不能停用、注销其账号或重设其密码。",
        "This person is one of the three administrators; the system administrator cannot close the account "
        "or reset its password.",
    ),
    Words(
        "请先由安全管理员收回其角色；管理员忘记密码，请在服务器上用 guiju administrators 办理。",
        "Have the security administrator revoke the role first; a forgotten password of an administrator is a matter "
        "for the command “guiju administrators” at the server.",
    ),
)
ADMINISTRATORS_THERE = AccountError(
    "administrators_there",
    Words(
        "该单位还有人担任管理员，不能撤销。", "Somebody is an administrator in this organisation; it cannot be closed."
    ),
    Words("请先由安全管理员收回这些角色。", "Have the security administrator revoke those roles first."),
)
NAME_WRONG = AccountError("name_wrong", Words("请填写名称，不超过 200 字。", "Give a name of at most 200 characters."))
PERSON_NAME_WRONG = AccountError(
    "display_name_wrong", Words("请填写姓名，不超过 150 字。", "Give a name of at most 150 characters.")
)
EMAIL_WRONG = AccountError(
    "email_wrong",
    Words("电子邮箱写法有误。", "That is not an e-mail address."),
    Words("例如 li@example.com。", "Such as li@example.com."),
)
USCC_WRONG = AccountError(
    "uscc_wrong",
    Words("统一社会信用代码的校验位不对。", "The check character of the unified social credit code does not fit."),
    Words("请核对 18 位代码，或留空。", "Check its 18 characters, or leave it empty."),
)
USCC_TAKEN = AccountError(
    "uscc_taken",
    Words("已有单位使用这个统一社会信用代码。", "Another organisation has this unified social credit code."),
)
UNIT_TAKEN = AccountError("unit_taken", Words("同级已有同名内设机构。", "There is a unit of that name at this level."))
UNIT_BELOW_ITSELF = AccountError(
    "unit_below_itself", Words("内设机构不能移到自己之下。", "A unit cannot be moved below itself.")
)
UNIT_BUSY = AccountError(
    "unit_busy",
    Words(
        "内设机构中还有人员或下级机构，不能撤销。", "There are people or other units in this unit; it cannot be closed."
    ),
    Words("请先移走。", "Move them first."),
)
CLOSED = AccountError("closed", Words("单位或内设机构已撤销。", "The organisation or unit is closed."))
SWITCHED_OFF = AccountError("switched_off", Words("账号已停用。", "The account is closed."))
ERASED = AccountError(
    "erased",
    Words(
        "账号的个人信息已删除，不能恢复。", "The personal data of this account were erased; it cannot be opened again."
    ),
)
DAYS_WRONG = AccountError("days_wrong", Words("止日早于起日。", "The last day is before the first."))
ENDS_ALREADY = AccountError(
    "ends_already",
    Words("这个角色在那一天之前已经终止。", "That role ends before that day already."),
    Words("要延长，请重新授予。", "To prolong it, grant it anew."),
)
OWN_FACTOR = AccountError(
    "own_factor",
    Words("不能这样停用自己的第二因素。", "You cannot take away your own second factor here."),
    Words("请在“第二因素”页凭验证码停用。", "Switch it off on its own page, with a code."),
)
SETTLED = AccountError("settled", Words("这件事已经办理。", "This has been settled already."))
REASON_MISSING = AccountError("reason_missing", Words("请写明理由。", "Say why."))
LINK_CLOSED = AccountError(
    "link_closed",
    Words("链接已用过、已撤回或已过期。", "The link was used, withdrawn or has expired."),
    Words("请向给您链接的人再要一个。", "Ask whoever gave it to you for another."),
)
USERNAME_WRONG = AccountError(
    "username_wrong",
    Words(
        "用户名只能用文字、数字和 . _ - + @，不超过 150 个字符。",
        "A user name has letters, digits and . _ - + @ only, and at most 150 characters.",
    ),
)
PASSWORD_WEAK = AccountError(
    "password_weak",
    Words(
        "密码太弱：至少 10 个字符，不能是常见的词或纯数字。",
        "The password is too weak: at least 10 characters, no common word and not only digits.",
    ),
)
PASSWORDS_DIFFER = AccountError(
    "passwords_differ", Words("两次输入的密码不一样。", "The two passwords are not the same.")
)
SIGNED_IN_ALREADY = AccountError(
    "signed_in_already",
    Words("您已用另一个账号登录。", "You are signed in with another account."),
    Words("请先退出，再打开链接。", "Sign out first, then open the link."),
)
FACTOR_REQUIRED_ALREADY = AccountError(
    "factor_required_already", Words("这一角色已要求第二因素。", "That role needs a second factor already.")
)
CODE_WRONG = AccountError(
    "code_wrong",
    Words("验证码不对，或已经用过。", "The code is wrong or was used already."),
    Words("请核对手机的时间，等下一个验证码再试。", "Check the time of your phone and try the next code."),
)
CODES_TOO_MANY = AccountError(
    "codes_too_many",
    Words("验证码连续输错，请一刻钟后再试。", "Too many wrong codes; try again in a quarter of an hour."),
)
OIDC_FAILED = AccountError(
    "oidc_failed",
    Words("统一身份认证没有完成。", "Single sign-on was not completed."),
    Words(
        "请再试一次；仍不成，请用密码登录，并告诉系统管理员。",
        "Try again; if it fails again, sign in with your password and tell the system administrator.",
    ),
)
NOT_LINKED = AccountError(
    "not_linked",
    Words("这个外部账号没有对应本系统的账号。", "That account leads to no account here."),
    Words(
        "请用密码登录，或向本单位管理员要邀请链接。",
        "Sign in with your password, or ask your organisation's manager for an invitation.",
    ),
)
NO_PASSWORD = AccountError(
    "no_password",
    Words("您还没有密码，取消关联后将无法登录。", "You have no password; without the link you could not sign in."),
    Words("请先向系统管理员要设置密码的链接。", "Ask the system administrator for a link to set one first."),
)
