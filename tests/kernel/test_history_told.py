"""Actions are told in words: what they were done to, then the deed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guiju
from guiju.kernel.history.told import action_words

NAMED = re.compile(r'action="([a-z_]+(?:\.[a-z_]+)+)"')


@pytest.mark.parametrize(
    ("action", "zh", "en"),
    [
        ("accounts.role_granted", "角色授予", "role granted"),
        ("ledger.council.seat.added", "协调机构席位添加", "council seat added"),
        ("ledger.task.went_on", "任务随新版延续", "task went on in a newer version"),
        ("register.record.kept_longer", "登记延长保存", "record kept longer"),
        ("accounts.signed_in", "登录", "signed in"),
        ("none.such_thing", "none.such_thing", "none.such_thing"),
    ],
)
def test_an_action_is_told_in_both_languages(action: str, zh: str, en: str) -> None:
    assert (action_words(action).zh, action_words(action).en) == (zh, en)


def test_every_action_named_in_the_program_has_words() -> None:
    named = {
        found
        for path in Path(guiju.__file__).parent.rglob("*.py")
        for found in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert not [action for action in sorted(named) if action_words(action).zh == action]
