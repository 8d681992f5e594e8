"""A policy of an invented city for the tests of the ledger, and what they share."""

from __future__ import annotations

from guiju.apps.ledger.models import Policy, Task
from guiju.apps.ledger.services.policies import policy_confirm, policy_take_in
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.history.bulk import rows_insert
from kernel.conftest import AT

TEXT = """示例市人民政府办公室关于印发示例市标准化行动方案（2024—2026年）的通知
示府办〔2024〕3号
各区人民政府，市直各有关单位：
现将《示例市标准化行动方案（2024—2026年）》印发给你们，请认真组织实施。
示例市人民政府办公室
2024年1月8日
示例市标准化行动方案（2024—2026年）
一、主要目标
到2026年，累计制定地方标准不少于100项，新增国家级标准化试点示范项目5个以上。
二、重点任务
（一）完善地方标准体系。制定地方标准管理办法，2024年12月底前出台。（牵头单位：市市场监管局；责任单位：市司法局、市发展改革委）
（二）推进试点示范。建设国家级标准化试点示范项目。（责任单位：市市场监管局、市农业农村局）
（三）加强?督检查。每年开展一次标准实施情况检查。（市市场监管局牵头，各区人民政府按职责分工负责）
三、保障措施
（一）加强组织领导。市标准化工作领导小组统筹推进各项工作，各有关部门按职责分工抓好落实。
"""


def taken_in(office: Account, actor: User | None = None, text: str = TEXT, *, confirmed: bool = True) -> Policy:
    """The policy of an office, confirmed unless told otherwise."""
    policy = policy_take_in(actor=actor, office=office, found_text=text, file_name="行动方案.txt", at=AT)
    if confirmed:
        policy = policy_confirm(actor=actor, policy=policy, revision=policy.revision, at=AT)
    return policy


def grown(policy: Policy, number: int) -> None:
    """Give a policy so many more tasks, ten in a chapter."""
    rows = (
        (policy.pk, 100 + n, f"x{n}", "（九）", f"总则 / 新章 {n // 10}", f"任务{n}", f"任务{n}") for n in range(number)
    )
    fixed = (0, 0, "", False, False, "", "", 1)
    texts = ("policy_id", "place", "code", "number", "heading", "title", "text")
    names = (*texts, "start", "end", "phrase", "all_members", "local_governments", "due_words", "every", "revision")
    rows_insert(Task, names, ((*row, *fixed) for row in rows))
