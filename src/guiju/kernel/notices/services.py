"""Verbs of notices (提醒): telling somebody once, sending what waits, what somebody wants."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.notices.channels import Letter, Unsent, channels
from guiju.kernel.notices.models import Delivery, Notice, Wish

log = logging.getLogger(__name__)
TRIES = 5
AGAIN = timedelta(minutes=15)
LOST_AFTER = timedelta(minutes=10)
KEPT = timedelta(days=400)


@transaction.atomic
def notice_put(*, user: User, key: str, subject: Words, body: Words, why: Words, path: str = "", at: datetime) -> bool:
    """Tell somebody something, once for each key; whether it was told now. It goes by every channel that is ready."""
    values = {"subject": subject._asdict(), "body": body._asdict(), "why": why._asdict(), "path": path}
    notice, made = Notice.objects.get_or_create(key=key, defaults={**values, "user": user, "created_at": at})
    if made:
        ready = [channel.name for channel in channels().values() if channel.ready(user)]
        Delivery.objects.bulk_create([Delivery(notice=notice, channel=name, due_at=at) for name in ready])
    return made


def deliveries_send(*, at: datetime, most: int = 20) -> int:
    """Send what waits; returns how many. Each is taken by compare-and-swap before it is sent and never taken again
    after that, unless the channel says that nothing has left."""
    state = Delivery.State
    lost = Delivery.objects.filter(state=state.SENDING, begun_at__lt=at - LOST_AFTER)
    lost.update(state=state.UNKNOWN)
    waiting = Delivery.objects.filter(state=state.WAITING, due_at__lte=at).select_related("notice__user")
    count = 0
    for row in waiting.order_by("due_at", "pk")[:most]:
        taken = Delivery.objects.filter(pk=row.pk, state=state.WAITING, tries=row.tries)
        if taken.update(state=state.SENDING, begun_at=at, tries=F("tries") + 1):
            _send(row, at)
            count += 1
    return count


def wish_set(*, actor: User, mail: bool, digest: bool, at: datetime) -> None:
    """Say by what one wants to be told (提醒设置)."""
    Wish.objects.update_or_create(user=actor, defaults={"mail": mail, "digest": digest})


def calendar_key_make(*, actor: User, at: datetime) -> str:
    """A fresh secret address of one's calendar (日历订阅地址); the one before opens nothing any more."""
    token = secrets.token_urlsafe(24)
    Wish.objects.update_or_create(user=actor, defaults={"calendar_digest": token_digest(token)})
    return token


def notices_purge(*, at: datetime) -> int:
    """Delete notices that are old; returns how many."""
    return Notice.objects.filter(created_at__lt=at - KEPT).delete()[0]


def link_of(path: str) -> str:
    """The whole address of a page, where the installation has told its own; the path otherwise."""
    origin = next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
    return f"{origin.rstrip('/')}{path}" if path else ""


def _send(row: Delivery, at: datetime) -> None:
    notice, state = row.notice, Delivery.State
    mine = Delivery.objects.filter(pk=row.pk, state=state.SENDING)
    subject, body, why = (Words(**words) for words in (notice.subject, notice.body, notice.why))
    try:
        channels()[row.channel].send(notice.user, Letter(notice.key, subject, body, why, link_of(notice.path)))
    except Unsent as error:
        again = state.WAITING if row.tries + 1 < TRIES else state.FAILED
        mine.update(state=again, due_at=at + AGAIN, detail=str(error)[:500])
    except Exception as error:
        log.exception("notice %s was not sent by %s", notice.pk, row.channel)
        mine.update(state=state.FAILED, detail=str(error)[:500])
    else:
        mine.update(state=state.SENT, sent_at=at, detail="")
