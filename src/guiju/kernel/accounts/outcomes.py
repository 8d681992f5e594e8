"""How attempts to sign in end, and by which way they came (登录结果、登录方式)."""

from __future__ import annotations

from guiju.domain.language import Words

OUTCOMES = {
    "signed_in": Words("登录", "Signed in"),
    "refused": Words("被拒绝", "Refused"),
    "code_refused": Words("验证码不对", "Wrong code"),
    "locked_out": Words("暂停登录", "Locked out"),
    "signed_out": Words("退出", "Signed out"),
    "unlinked": Words("外部账号未关联", "No account linked"),
}
METHODS = {
    "password": Words("密码", "password"),
    "totp": Words("密码和动态验证码", "password and code"),
    "recovery": Words("密码和恢复码", "password and recovery code"),
    "oidc": Words("统一身份认证", "single sign-on"),
    "oidc_totp": Words("统一身份认证和动态验证码", "single sign-on and code"),
    "oidc_recovery": Words("统一身份认证和恢复码", "single sign-on and recovery code"),
    "link": Words("邀请链接", "invitation link"),
}
