"""Merging of duplicates, and undoing it (合并与撤销合并)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction

from guiju.apps.parties.models import (
    Committee,
    CommitteeMember,
    Expert,
    Merge,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Recusal,
)
from guiju.apps.parties.recording import PARTY, party_record
from guiju.apps.parties.services.organisations import found_by_write
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

_FILLED = ("name_en", "uscc", "region", "sector", "source", "account_id", "parent_id")


@transaction.atomic
def organisation_merge(
    *, actor: User | None, kept: Organisation, gone: Organisation, because: str, at: datetime
) -> Merge:
    """Say that two records are of one organisation (合并): names, units and everything that names the one comes over.

    What the kept record lacks is taken from the other. Raises `WordsError` same, codes, accounts, ring, because.
    """
    permission_require(actor, "parties.keep")
    rows = Organisation.objects.select_for_update().in_bulk([kept.pk, gone.pk])
    if len(rows) != 2 or any(row.merged_into_id is not None for row in rows.values()):
        raise _no("same", "请选择另一条没有合并过的记录。", "Choose another record that is not merged yet.")
    kept, gone = rows[kept.pk], rows[gone.pk]
    _require_alike(kept, gone, because)
    filled = {n: getattr(gone, n) for n in _FILLED if getattr(gone, n) and not getattr(kept, n)}
    moved: dict[str, Any] = {"filled": filled, "gone_uscc": gone.uscc, "gone_account_id": gone.account_id}
    gone.merged_into, gone.account_id = kept, None
    if "uscc" in filled:
        gone.uscc = ""
    _save(gone, at)
    for name, value in filled.items():
        setattr(kept, name, value)
    _save(kept, at)
    moved["kinds"] = _kinds_joined(kept, gone)
    moved["rows"] = {key: _moved(model, field, gone, kept) for key, (model, field) in pointers().items()}
    found_by_write(kept)
    merge = Merge.objects.create(kept=kept, gone=gone, moved=moved, because=because[:500], by=actor, at=at)
    for row, action in ((kept, "organisation.merged"), (gone, "organisation.merged_away")):
        after = {"kept": kept.pk, "gone": gone.pk, **moved}
        party_record(actor, action, PARTY, row.pk, after=after, reason=because[:500], at=at)
    return merge


@transaction.atomic
def organisation_merge_undo(*, actor: User | None, merge: Merge, at: datetime) -> None:
    """Part two records again (撤销合并): what came over goes back, as far as nobody has pointed it elsewhere since."""
    permission_require(actor, "parties.keep")
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    rows = Organisation.objects.select_for_update().in_bulk([merge.kept_id, merge.gone_id])
    kept, gone = rows[merge.kept_id], rows[merge.gone_id]
    if merge.undone_at is not None:
        raise _no("undone", "这次合并已经撤销。", "This merging was undone already.")
    if kept.merged_into_id is not None:
        raise _no(
            "merged", "保留的记录后来又合并了，请先撤销那一次。", "The kept record was merged since: undo that first."
        )
    moved = merge.moved
    for name, value in moved["filled"].items():
        if getattr(kept, name) == value:
            setattr(kept, name, None if name.endswith("_id") else "")
    _save(kept, at)
    gone.merged_into, gone.uscc, gone.account_id = None, moved["gone_uscc"], moved["gone_account_id"]
    _save(gone, at)
    kept.kinds.filter(kind__in=moved["kinds"]).delete()
    for key, (model, field) in pointers().items():
        model._default_manager.filter(pk__in=moved["rows"].get(key, []), **{field: kept}).update(**{field: gone})
    for row in (kept, gone):
        found_by_write(row)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    for row in (kept, gone):
        party_record(
            actor, "organisation.merge_undone", PARTY, row.pk, after={"kept": kept.pk, "gone": gone.pk}, at=at
        )  # fmt: skip


def pointers() -> dict[str, tuple[type[models.Model], str]]:
    """Every column that names an organisation and comes over when it is merged; rooms above resolve when they read."""
    return {
        "names": (OrganisationName, "organisation"),
        "units": (Organisation, "parent"),
        "merged": (Organisation, "merged_into"),
        "experts": (Expert, "employer"),
        "secretariats": (Committee, "secretariat"),
        "seats": (CommitteeMember, "organisation"),
        "recusals": (Recusal, "organisation"),
    }


def _require_alike(kept: Organisation, gone: Organisation, because: str) -> None:
    if kept.uscc and gone.uscc:
        raise _no("codes", "两者的统一社会信用代码不同，不是同一机构。", "Their codes differ: they are not the same.")
    if kept.account_id and gone.account_id:
        raise _no("accounts", "两者都有对应的账号单位，请先解除一个。", "Both have an account: untie one first.")
    if not because.strip():
        raise WordsError("because", Words("请写明依据。", "Say on what grounds."), where="because")
    for one, other in ((kept, gone), (gone, kept)):
        above = one.parent
        while above is not None:
            if above.pk == other.pk:
                raise _no("ring", "一个是另一个的内设机构。", "One is a unit of the other.")
            above = above.parent


def _kinds_joined(kept: Organisation, gone: Organisation) -> list[str]:
    """The kinds the kept record did not have."""
    own = set(kept.kinds.values_list("kind", flat=True))
    new = sorted(set(gone.kinds.values_list("kind", flat=True)) - own)
    OrganisationKind.objects.bulk_create(OrganisationKind(organisation=kept, kind=kind) for kind in new)
    return new


def _moved(model: type[models.Model], field: str, gone: Organisation, kept: Organisation) -> list[int]:
    rows = model._default_manager.filter(**{field: gone})
    if model is Recusal:  # somebody may keep out of both already
        rows = rows.exclude(expert__in=Recusal.objects.filter(organisation=kept).values("expert"))
    ids = sorted(rows.values_list("pk", flat=True))
    rows.filter(pk__in=ids).update(**{field: kept})
    return ids


def _save(row: Organisation, at: datetime) -> None:
    row.revision += 1
    row.changed_at = at
    row.save()


def _no(code: str, zh: str, en: str) -> WordsError:
    return WordsError(code, Words(zh, en), where="gone")
