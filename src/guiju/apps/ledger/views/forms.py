"""What the forms of the ledger share (表单共用): what was typed, bounded, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest

from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.language import WordsError

LONGEST = 20_000


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """The fields of a form as typed, each bounded."""
    return {name: request.POST.get(name, "")[:LONGEST] for name in names if name in request.POST}


def errors_in(error: WordsError) -> Sequence[WordsError]:
    """The errors in one, several where several fields are wrong."""
    return error.errors if isinstance(error, FieldsWrong) else (error,)


def errors_by_field(errors: Sequence[WordsError]) -> Mapping[str, WordsError]:
    """The error of each field."""
    return {error.where: error for error in errors}
