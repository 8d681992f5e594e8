"""Notices by mail (邮件), where the installation has a mail server and the person an address."""

from __future__ import annotations

from smtplib import SMTPConnectError, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from guiju.kernel.accounts.models import User
from guiju.kernel.notices.channels import Letter, Unsent
from guiju.kernel.notices.queries import wish_of


def ready(user: User) -> bool:
    """Whether the person can be reached and wants mail."""
    return bool(settings.MAIL_READY and user.email and user.is_active and wish_of(user).mail)


def send(user: User, letter: Letter) -> None:
    """Send it; a server that cannot be reached is `Unsent`."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPConnectError, SMTPServerDisconnected) as error:
        raise Unsent(str(error)) from error
    subject = f"{letter.subject.zh} {letter.subject.en}".replace("\n", " ")[:180]
    headers = {"Auto-Submitted": "auto-generated", "X-Guiju-Notice": letter.key}
    try:
        EmailMessage(subject, letter.text(), None, [user.email], headers=headers, connection=connection).send()
    finally:
        connection.close()
