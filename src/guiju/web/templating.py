"""Templates of the site (页面模板): Jinja2, a `templates/` folder in every room, one set of words and filters."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2, Template
from django.urls import NoReverseMatch, get_script_prefix, reverse

from guiju.web import formats, language, marks
from guiju.web.assets import asset_url

_NUMBER = 987654321


class RoomTemplates(Jinja2):
    """The Jinja2 backend of Django, looking into `templates/` of each installed room."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        options = {"context_processors": ["guiju.web.page.page_context"], **params.get("OPTIONS", {})}
        super().__init__({**params, "OPTIONS": options})

    def get_template(self, template_name: str) -> Page:
        found = super().get_template(template_name)
        return Page(found.template, self)


class Page(Template):
    """A template that is written in one language from its beginning to its end."""

    def render(self, context: Any = None, request: HttpRequest | None = None) -> Any:
        with language.settled():
            return super().render(context=context, request=request)


def url(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named view: `url("catalogue:edition", number="GB/T 1.1-2020")`."""
    if len(args) == 1 and not kwargs and type(args[0]) is int and args[0] >= 0:
        before, found, after = _around(name, settings.ROOT_URLCONF, get_script_prefix())
        if found:
            return f"{before}{args[0]}{after}"
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _around(name: str, _urls: str, _prefix: str) -> tuple[str, str, str]:
    """What stands before and behind the number in the path of a view that takes one."""
    try:
        return reverse(name, args=[_NUMBER]).partition(str(_NUMBER))
    except NoReverseMatch:
        return "", "", ""


def environment(**options: Any) -> jinja2.Environment:
    """The environment of every page: escaped, strict about unknown names, with the words and filters of the site."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(**options)
    env.globals |= {
        "t": language.t,
        "words": language.words,
        "lang": language.lang,
        "url": url,
        "static": asset_url,
        "status_mark": marks.status_mark,
        "verdict_mark": marks.verdict_mark,
    }
    env.filters |= {
        "as_lang": language.as_lang,
        "called": language.called,
        "count": formats.count,
        "number": formats.number,
        "day": formats.day,
        "long_day": formats.long_day,
        "moment": formats.moment,
        "age": formats.age,
        "duration": formats.duration,
        "file_size": formats.file_size,
    }
    return env
