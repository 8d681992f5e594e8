"""Numbers that a policy promises (目标): value, unit, comparator, deadline and the tasks they belong to.

Conventions: 达到 and 提高到 are ">=", 降至 and 缩短至 "<=", a bare number "="; 约, 近, 左右 are "=" with a note; 余 and
多 behind a number are ">". Numbers are multiplied out (3万件 is 30000 件), money keeps its unit (120 亿元); shares are
per cent (三分之二 66.67, 九成 90); 翻一番 is 2 倍; 1:15 its quotient with the unit 比值; 每万人 gives `per` 万人.
全覆盖 without a number, 一批, 若干 and 一个 are no quantified targets.
"""

from guiju.domain.policy.targets.model import Target, TargetsRead, TaskAnchor
from guiju.domain.policy.targets.reading import targets_read

__all__ = ["Target", "TargetsRead", "TaskAnchor", "targets_read"]
