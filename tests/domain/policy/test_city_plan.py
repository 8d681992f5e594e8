"""A plan of an invented city whose body orders beside its table, with targets that say when, about and of what."""

from __future__ import annotations

from guiju.domain.policy.documents import documents_find
from guiju.domain.policy.reading import policy_read

TEXT = """潼江市标准化行动方案（2026—2028年）
潼江市人民政府办公室
2026年1月8日
一、总体目标
到2028年，培育标准创新型企业25家，其中2026年8家、2027年8家、2028年9家。制定地方标准12项左右。
二、重点任务
5.编制标准化规划。由市发展改革委会同市民政局、市教育局、市卫生健康委编制完成
8.团体标准。2026年12月底前发布不少于15项。
9.国际标准。每年不少于3项。
10.建设基地。国家级、省级标准创新基地各1个。
11.完善制度。由市财政局会同市市场监管局于2026年6月底前修订《潼江市标准化专项资金管理办法》。
14.市标准化研究院要在2026年9月底前完成标准馆建设。
附件
重点任务分工表
|序号|重点任务|责任单位|完成时限|
|1|制定地方标准管理办法|市市场监管局|2026年底|
|4|建设标准化总部基地|市商务局|2027年6月底前|
"""


def test_tasks_stand_in_the_body_and_in_the_table_of_a_plan() -> None:
    read = policy_read(TEXT, document="x").record()
    found = {one["number"].rstrip("."): one for one in read["tasks"]}
    told = {name: (one["lead"], one["participants"], (one["due"] or {}).get("date")) for name, one in found.items()}
    assert told == {
        "5": (["市发展改革委"], ["市民政局", "市教育局", "市卫生健康委"], None),
        "11": (["市财政局"], ["市市场监管局"], "2026-06-30"),
        "14": (["市标准化研究院"], [], "2026-09-30"),
        "1": (["市市场监管局"], [], "2026-12-31"),
        "4": (["市商务局"], [], "2027-06-30"),
    }
    assert [one.name for one in documents_find(found["11"]["text"])] == ["潼江市标准化专项资金管理办法"]
    assert (read["meta"]["level"], read["meta"]["region"]) == ("city", None)


def test_targets_have_their_own_year_a_name_and_say_about() -> None:
    found = policy_read(TEXT, document="x").record()["targets"]
    told = [(one["measure"], one["comparator"], one["value"], one["due"], one.get("note")) for one in found]
    assert told == [
        ("培育标准创新型企业", "=", 25, "2028", None),
        ("培育标准创新型企业", "=", 8, "2026", None),
        ("培育标准创新型企业", "=", 8, "2027", None),
        ("培育标准创新型企业", "=", 9, "2028", None),
        ("制定地方标准", "=", 12, "2028", "约数"),
        ("发布团体标准", ">=", 15, "2026-12", None),
        ("国际标准", ">=", 3, "2028", None),
        ("国家级、省级标准创新基地", "=", 1, "2028", None),
    ]
