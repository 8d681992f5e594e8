"""Verbs of the collections (专题库的办理)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from guiju.apps.catalogue.queries.members import editions_for
from guiju.apps.collections.changes import changes_note, seen_now
from guiju.apps.collections.content import FIELDS, Content, draft_of, published_of
from guiju.apps.collections.members import members_of
from guiju.apps.collections.models import Collection, CollectionEditor
from guiju.apps.collections.rules import MAKERS
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import Denied, permission_require
from guiju.kernel.accounts.queries import actor_of, organisations_where
from guiju.kernel.history.services import event_record

OBJECT = "collection"
MOST_NUMBERS = 2_000
LONGEST = {"title_zh": 200, "title_en": 300, "rule": 1_000} | dict.fromkeys(
    ("description_zh", "description_en", "provenance"), 4_000
)
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58}[a-z0-9])")
_RESERVED = frozenset({"new", "mine", "feed", "api"})


@transaction.atomic
def collection_create(
    *, actor: User | None, organisation: Organisation | None, slug: str, title_zh: str, at: datetime
) -> Collection:
    """Begin a collection (新建专题库); nobody else sees it until it is published. Raises `WordsError`."""
    permission_require(actor, "collections.make")
    if actor is not None:
        theirs = organisations_where(user=actor, roles=MAKERS, on=timezone.localdate(at))
        if organisation is None or organisation.pk not in theirs:
            raise Denied("collections.make")
    if not _SLUG.fullmatch(slug) or slug in _RESERVED:
        message = Words("网址名只能用小写字母、数字和连字符，3 到 60 个字符。",
                        "The address may have small letters, figures and hyphens, 3 to 60 of them.")  # fmt: skip
        raise WordsError("slug", message, where="slug")
    _require_title(title_zh)
    try:
        with transaction.atomic():
            made = Collection.objects.create(
                slug=slug, organisation=organisation, title_zh=title_zh, created_at=at, changed_at=at
            )
    except IntegrityError as error:
        message = Words(f"网址名 {slug} 已被使用。", f"The address {slug} is taken.")
        raise WordsError("slug", message, Words("请换一个。", "Choose another."), where="slug") from error
    _tell(made, actor, "collections.collection.created", None, draft_of(made).data(), at=at)
    return made


@transaction.atomic
def collection_edit(*, actor: User | None, collection: Collection, fields: Mapping[str, str], at: datetime) -> None:
    """Change titles, descriptions, provenance or rule (编辑专题库); the public sees it once approved."""
    permission_require(actor, "collections.edit", collection)
    held = _locked(collection)
    for name, value in fields.items():
        if len(value) > LONGEST[name]:
            most = LONGEST[name]
            raise WordsError("long", Words(f"最多 {most} 个字符。", f"{most} characters at most."), where=name)
    _require_title(fields.get("title_zh", held.title_zh))
    before = {name: getattr(held, name) for name, value in fields.items() if getattr(held, name) != value}
    if before:
        _change(held, actor, before, {name: fields[name] for name in before}, at=at)


@transaction.atomic
def collection_members_change(
    *,
    actor: User | None,
    collection: Collection,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    at: datetime,
) -> None:
    """Put numbers in and take numbers out by hand (增减成员). What is put in is no longer taken out, and vice versa."""
    permission_require(actor, "collections.edit", collection)
    held = _locked(collection)
    put_in, taken_out = dict.fromkeys(add), dict.fromkeys([*remove, *_put_in_as(held, remove)])
    added = [*dict.fromkeys(n for n in [*held.added, *put_in] if n not in taken_out)]
    out = [*dict.fromkeys(n for n in [*held.removed, *taken_out] if n not in put_in)]
    removed = [n for n in out if n not in held.added or n in held.removed] if held.rule else []
    if max(len(added), len(removed)) > MOST_NUMBERS:
        message = Words(f"手工增减各不超过 {MOST_NUMBERS:,} 个编号。", f"{MOST_NUMBERS:,} numbers by hand at most.")
        raise WordsError("many", message, Words("请改用检索式。", "Use a rule instead."), where="numbers")
    before = {"added": held.added, "removed": held.removed}
    after = {"added": added, "removed": removed}
    if before != after:
        _change(held, actor, before, after, at=at)


@transaction.atomic
def collection_publish(*, actor: User | None, collection: Collection, note: str, at: datetime) -> None:
    """Approve what editors have made (信息公开审查、保密审查) and make it public; who did, and when, is shown."""
    permission_require(actor, "collections.publish", collection)
    held = _locked(collection)
    content = draft_of(held)
    rows = members_of(content, timezone.localdate(at)).rows
    if not rows:
        message = Words("专题库还没有成员。", "The collection has no members yet.")
        raise WordsError("empty", message, Words("请写检索式或添加编号。", "Write a rule or add numbers."), "rule")
    before = held.published
    held.published, held.published_at, held.approved_by = content.data(), at, actor
    held.approval_note = note[:1_000]
    held.save()
    after = {"published": held.published, "note": held.approval_note}
    _tell(held, actor, "collections.collection.published", {"published": before}, after, at=at)
    changes_note(collection=held, seen=seen_now(rows), at=at, anew=before is None)


@transaction.atomic
def collection_withdraw(*, actor: User | None, collection: Collection, reason: str, at: datetime) -> None:
    """Take a collection off the public site (撤下)."""
    permission_require(actor, "collections.publish", collection)
    held = _locked(collection)
    before = {"published": held.published}
    held.published = held.published_at = held.approved_by = None
    held.approval_note, held.seen, held.seen_at = "", {}, None
    held.save()
    _tell(held, actor, "collections.collection.withdrawn", before, {"published": None}, at=at, reason=reason[:500])


@transaction.atomic
def collection_editor_set(
    *, actor: User | None, collection: Collection, username: str, editor: bool, at: datetime
) -> None:
    """Name a person an editor, or end that (编辑人员)."""
    permission_require(actor, "collections.manage", collection)
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        message = Words(f"没有用户 {username}。", f"There is no user {username}.")
        raise WordsError("user", message, where="username")
    rows = CollectionEditor.objects.filter(collection=collection, user=user)
    if rows.exists() == editor:
        return
    if editor:
        CollectionEditor.objects.create(collection=collection, user=user)
    else:
        rows.delete()
    values: dict[str, Any] = {"editor": user.actor}
    before, after = (None, values) if editor else (values, None)
    _tell(collection, actor, "collections.editor.set", before, after, at=at)


def collections_look(*, at: datetime, revision: int) -> int:
    """Look again at every public collection whose catalogue or day changed, and note what did; returns how many."""
    today, count = timezone.localdate(at), 0
    for key in Collection.objects.exclude(published=None).values_list("pk", flat=True):
        held = Collection.objects.get(pk=key)
        same_day = held.seen_at is not None and timezone.localdate(held.seen_at) == today
        content = published_of(held)
        if content is None or (same_day and held.seen_revision == revision):
            continue
        seen = seen_now(members_of(content, today).rows)
        with transaction.atomic():
            held = _locked(held)
            held.seen_revision = revision
            changes_note(collection=held, seen=seen, at=at, anew=False)
        count += 1
    return count


def content_carried(*, slug: str, content: Content, at: datetime) -> bool:
    """Put a collection the program carries in place, public at once; whether anything changed."""
    with transaction.atomic():
        held, _ = Collection.objects.get_or_create(slug=slug, defaults={"created_at": at, "changed_at": at})
        if held.organisation_id is not None or held.published == content.data():
            return False
        for name in FIELDS:
            setattr(held, name, getattr(content, name))
        held.added, held.removed, held.changed_at = list(content.added), list(content.removed), at
        held.save()
        collection_publish(actor=None, collection=held, note="", at=at)
    return True


def _locked(collection: Collection) -> Collection:
    return Collection.objects.select_for_update().get(pk=collection.pk)


def _put_in_as(held: Collection, numbers: Sequence[str]) -> list[str]:
    """How members to be taken out were put in, when that was without a year: GB/T 1.1 for GB/T 1.1-2020."""
    gone = frozenset(pk for pk in editions_for(numbers).values() if pk is not None)
    return [number for number, pk in editions_for(held.added).items() if pk in gone]


def _require_title(title: str) -> None:
    if not title.strip():
        raise WordsError("title_zh", Words("请填写名称。", "Enter a title."), where="title_zh")


def _change(held: Collection, actor: User | None, before: Any, after: Mapping[str, Any], *, at: datetime) -> None:
    for name, value in after.items():
        setattr(held, name, value)
    held.changed_at = at
    held.save()
    _tell(held, actor, "collections.collection.changed", before, dict(after), at=at)


def _tell(
    held: Collection, actor: User | None, action: str, before: Any, after: Any, *, at: datetime, reason: str = ""
) -> None:
    event_record(
        actor=actor_of(actor), action=action, object_kind=OBJECT, object_id=held.slug,
        before=before, after=after, reason=reason, at=at,
    )  # fmt: skip
