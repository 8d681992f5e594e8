"""Every address of the site (路由): its own pages here, the rooms' pages by inclusion."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from guiju.web import api, api_pages, components, health, history_pages, pages, preferences

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("language/", preferences.language_set, name="language"),
    path("theme/", preferences.theme_set, name="theme"),
    path("history/", history_pages.history, name="history"),
    path("history/checkpoints.json", history_pages.checkpoints, name="history_checkpoints"),
    path("history/history.jsonl.gz", history_pages.download, name="history_download"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("api/", api_pages.reference, name="api-reference"),
    path("api/v1/openapi.json", api_pages.openapi_json, name="openapi"),
    path("api/v1/", include((api.patterns(), "api"))),
    path("accounts/keys/", include("guiju.kernel.api.urls")),
    path("accounts/", include("guiju.kernel.accounts.urls")),
    path("data/", include("guiju.apps.opendata.urls")),
    path("", include("guiju.kernel.procedures.urls")),
    path("check/", include("guiju.apps.validity.urls")),
    path("cases/", include("guiju.apps.cases.urls")),
    path("measures/", include("guiju.kernel.indicators.urls")),
    path("parties/", include("guiju.apps.parties.urls")),
    path("collections/", include("guiju.apps.collections.urls")),
    path("registers/", include("guiju.apps.declared.urls")),
    path("systems/", include("guiju.apps.systems.urls")),
    path("ledger/", include("guiju.apps.ledger.urls")),
    path("standards/saved/", include("guiju.apps.searches.urls")),
    path("", include("guiju.apps.browse.urls")),
    path("", include("guiju.apps.catalogue.urls")),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.insert(0, path("_components/", components.gallery, name="components"))

handler400 = "guiju.web.errors.bad_request"
handler403 = "guiju.web.errors.forbidden"
handler404 = "guiju.web.errors.not_found"
handler500 = "guiju.web.errors.server_error"
