"""What is asked of a site under load (试验用的提问): drawn from its own records, in the proportions people ask."""

from __future__ import annotations

import os
import random
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
django.setup()

from guiju.apps.catalogue.models import Edition  # noqa: E402

# Of a hundred searches: numbers, words of a title, one word with a filter, a number begun, the list by a filter.
_SHARES = (40, 30, 15, 10, 5)


def search_paths(count: int) -> list[str]:
    """Addresses of searches."""
    kinds = (_number, _words, _filtered, _begun, _listed)
    sample = _sample(count)
    return [random.choices(kinds, _SHARES)[0](edition) for edition in sample]


def page_paths(count: int) -> list[str]:
    """Addresses of pages of standards."""
    return [f"/standards/{edition.pk}/" for edition in _sample(count)]


def _sample(count: int) -> list[Edition]:
    keys = list(Edition.objects.values_list("pk", flat=True))
    held = Edition.objects.in_bulk(random.choices(keys, k=count) if keys else [])
    return list(held.values())


def _number(edition: Edition) -> str:
    return _path(q=random.choice((edition.number, edition.number.lower(), edition.number.replace(" ", ""))))


def _words(edition: Edition) -> str:
    return _path(q=_piece(edition, 2))


def _filtered(edition: Edition) -> str:
    return _path(q=_piece(edition, 1), level=edition.level, status="in_force")


def _begun(edition: Edition) -> str:
    return _path(q=edition.number[: random.randint(4, 9)])


def _listed(edition: Edition) -> str:
    return _path(level=edition.level, sort="-published")


def _piece(edition: Edition, size: int) -> str:
    if edition.title_zh:
        start = random.randrange(max(len(edition.title_zh) - size * 2, 1))
        return edition.title_zh[start : start + size * 2]
    words = [word for word in edition.title.split() if len(word) > 3]
    return " ".join(random.sample(words, min(size, len(words)))) or edition.number


def _path(**asked: str) -> str:
    return f"/standards/?{urlencode(asked)}"
