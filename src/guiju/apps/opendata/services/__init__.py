"""Verbs of open data."""

from guiju.apps.opendata.services.dumps import dump_make, dumps_purge

__all__ = ["dump_make", "dumps_purge"]
