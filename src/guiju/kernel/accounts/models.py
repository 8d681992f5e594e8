"""Who acts (参与者): people, organisations, their units, and the roles people hold in them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower

from guiju.kernel.accounts.roles import ADMINISTRATORS


class UserManager(BaseUserManager["User"]):
    """Finds people by the name they sign in with; new ones are made by `services.user_create`."""


class User(AbstractBaseUser):
    """A person who can sign in (用户). There is no superuser: what a person may do follows from memberships."""

    username = models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    display_name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("username"), name="accounts_user_name_any_case")]

    @property
    def actor(self) -> str:
        """How history names this person: by number, never by name."""
        return f"user:{self.pk}"


class Organisation(models.Model):
    """A body people act for (单位); `kind` is a code of roles.toml, `uscc` the 统一社会信用代码 or empty.

    From `closed_on` on, roles in it count no longer.
    """

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=30)
    uscc = models.CharField(max_length=18, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uscc"], condition=~models.Q(uscc=""), name="accounts_organisation_uscc"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """Itself, so that rules of what belongs to an organisation can be asked about it."""
        return self.pk


class Unit(models.Model):
    """A part of an organisation (内设机构), or of another unit; `closed_on` is its first day without it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=200)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "parent", "name"], name="accounts_unit_name"),
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=models.Q(parent=None), name="accounts_unit_top_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role a person holds in an organisation or one of its units (任职), both days included."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="accounts_membership_period",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(role__in=sorted(ADMINISTRATORS), ends_on__isnull=True),
                name="accounts_one_administrator_role",
            ),
        ]


class Invitation(models.Model):
    """A one-time link (邀请链接): to join an organisation in a role, or (purpose password) to set a new password.

    Only the digest of its token is kept. Whether it is open, used, withdrawn or expired follows from its dates.
    """

    class Purpose(models.TextChoices):
        JOIN = "join"
        PASSWORD = "password"

    token_digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    display_name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    role = models.CharField(max_length=30, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invitations")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invitations_made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_at"], name="accounts_invitation_place")]

    def state(self, at: datetime) -> str:
        """open, used, revoked or expired at a moment."""
        if self.used_at is not None:
            return "used"
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if at >= self.expires_at else "open"


class RoleRequest(models.Model):
    """A role somebody asked for (角色申请), until the security administrator grants or declines it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="role_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="role_requests")
    role = models.CharField(max_length=30)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="role_requests_made")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, null=True, related_name="request")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=models.Q(settled_at=None),
                name="accounts_role_asked_once",
            ),
        ]


class FactorRule(models.Model):
    """From a day to a day, holders of a role need a second factor (要求第二因素)."""

    role = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(ends_on=None), name="accounts_factor_rule_open_once"
            ),
        ]


class OpenSession(models.Model):
    """A browser a person is signed in with (登录会话); `key` is that of Django's session."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)


class ErasureRequest(models.Model):
    """A person asked that their personal data be erased (删除个人信息的请求), and what came of it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="erasure_requests")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(withdrawn_at=None, settled_at=None),
                name="accounts_erasure_asked_once",
            ),
        ]


class SignIn(models.Model):
    """One attempt to sign in, or a sign-out (登录日志); kept as periods.toml says. `method` is how: password, oidc …"""

    at = models.DateTimeField(db_index=True)
    username = models.CharField(max_length=150)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="sign_ins")
    address = models.GenericIPAddressField(null=True)
    outcome = models.CharField(max_length=20)
    method = models.CharField(max_length=20, blank=True)
