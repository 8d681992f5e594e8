"""Who acts (参与者): people, organisations, their units, and the roles people hold in them."""

from __future__ import annotations

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
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

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
    """A body people act for (单位); `kind` is a code of roles.toml, `uscc` the 统一社会信用代码 or empty."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=30)
    uscc = models.CharField(max_length=18, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uscc"], condition=~models.Q(uscc=""), name="accounts_organisation_uscc"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an organisation (内设机构), possibly of another unit."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=200)

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


class SignIn(models.Model):
    """One attempt to sign in, or a sign-out (登录日志); kept as `retention.SIGN_IN_DAYS` says."""

    at = models.DateTimeField(db_index=True)
    username = models.CharField(max_length=150)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="sign_ins")
    address = models.GenericIPAddressField(null=True)
    outcome = models.CharField(max_length=20)
