"""Links sent by mail (邮件): where a mail server is set; otherwise the link is shown to be handed over."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from guiju.domain.language import Words
from guiju.kernel.accounts.models import Invitation

log = logging.getLogger(__name__)

_SUBJECT = {
    "join": Words("邀请您使用规矩", "You are invited to Guiju"),
    "password": Words("设置规矩的密码", "Set your password for Guiju"),
}
_BODY = Words(
    "{name}：\n\n请在 {until} 前打开以下链接，只能使用一次：\n{link}\n\n如与您无关，请忽略。",
    "{name},\n\nopen this link before {until}; it works once:\n{link}\n\nIf this is not for you, ignore it.",
)


def link_mailed(invitation: Invitation, *, link: str, until: str) -> bool:
    """Send the link to the invitation's address, in both languages; False where it cannot be sent."""
    if not (settings.MAIL_READY and invitation.email):
        return False
    subject, values = _SUBJECT[invitation.purpose], {"name": invitation.display_name, "until": until, "link": link}
    text = _BODY.zh.format(**values) + "\n\n---\n\n" + _BODY.en.format(**values)
    try:
        return bool(send_mail(f"{subject.zh} {subject.en}", text, None, [invitation.email]))
    except (SMTPException, OSError):
        log.exception("mail for invitation %s was not sent", invitation.pk)
        return False
