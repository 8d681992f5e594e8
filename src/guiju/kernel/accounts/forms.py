"""Forms of sign-in and of one's own account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from guiju.kernel.accounts.models import User


class SignInForm(AuthenticationForm):
    """Name and password (登录). Demo accounts open nothing outside demo mode."""

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if user.is_demo and not settings.DEMO:
            raise ValidationError(self.error_messages["inactive"], code="inactive")
