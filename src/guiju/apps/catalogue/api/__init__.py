"""The catalogue in the API (标准库接口): standards, series, status by day, search, numbers, sources."""

from ninja import Router

from guiju.apps.catalogue.api import meta, numbers, searching, series, standards

router = Router()
for _part in (standards, series, searching, numbers, meta):
    router.add_router("", _part.router)
