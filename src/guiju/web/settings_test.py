"""Settings for the tests: a data folder of their own, fast password hashing, nothing remembered between runs."""

from __future__ import annotations

import os
import tempfile

_VAR = tempfile.mkdtemp(prefix="guiju-test-")
os.environ["GUIJU_VAR"] = _VAR
os.environ.setdefault("GUIJU_DEMO", "1")
os.environ.setdefault("GUIJU_SECRET_KEY", "tests-only-not-a-secret-" + "x" * 40)

from guiju.web.settings import *  # noqa: E402, F403

QUOTAS = False  # tests of quotas switch them on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 - a file, so that every thread has its own connection
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}  # noqa: F405
_NONE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache", "OPTIONS": {}}
CACHES = {**CACHES, "figures": _NONE, "pages": _NONE}  # noqa: F405
