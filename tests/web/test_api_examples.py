"""The examples of docs/api.md are run as they are written, on a site that holds what they speak of."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone

from apps.conftest import small_catalogue  # noqa: F401
from guiju.apps.catalogue.models import Source
from guiju.apps.catalogue.services import edition_record
from guiju.apps.opendata.services import dump_make
from guiju.kernel.accounts.services import user_create
from guiju.kernel.api.services import api_key_create
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT, PASSWORD

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def site(transactional_db, small_catalogue, live_server, monkeypatch, tmp_path):  # noqa: F811
    """The site of the examples: two editions, a dump before a third came in, a key, a report to check."""
    source = Source.objects.get()
    Source.objects.update(licence="bare bibliographic facts")
    dump_make(actor=None, at=AT)
    index_rebuild(kind="edition")
    edition_record(actor=None, number="GB/T 1.1-1993", title_zh="标准化工作导则", source=source.name, at=AT)
    user = user_create(actor=None, username="caller", display_name="调用者", password=PASSWORD, at=AT)
    _, secret = api_key_create(actor=user, name="x", scopes=["read", "check"], days=30, at=timezone.now())
    monkeypatch.setenv("GUIJU_KEY", secret)
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text("按 GB/T 1.1-2009 编写", encoding="utf-8")
    return live_server.url


def blocks():
    return re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_there_are_ten_examples():
    assert len(re.findall(r"^## \d+ ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == 10


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
def test_the_examples_do_what_they_say(site):
    printed = ""
    for kind, text in blocks():
        text = text.replace(SITE, site)
        if kind == "sh":
            done = subprocess.run(shlex.split(os.path.expandvars(text)), capture_output=True, check=True, timeout=30)
            assert "code" not in json.loads(done.stdout), done.stdout
            run_due()
        elif kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(text, "docs/api.md", "exec"), {})
            printed = out.getvalue()
        else:
            assert printed == text
