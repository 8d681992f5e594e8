"""What is said when a record cannot be kept (登记的错误)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guiju.domain.language import Words, WordsError
from guiju.domain.registers import Register
from guiju.kernel.registers.sight import Owned, Sight


class RecordRefused(WordsError):
    """Values that cannot be kept; `errors` by field."""

    def __init__(self, register: Register, errors: Mapping[str, Words]) -> None:
        self.errors = dict(errors)
        names = {code: one.name for code, one in register.by_code.items()}
        zh = "".join(f"{names[code].zh if code in names else code}：{said.zh}" for code, said in errors.items())
        en = " ".join(f"{names[code].en if code in names else code}: {said.en}" for code, said in errors.items())
        super().__init__("values", Words(zh, en), where=next(iter(errors), ""))


def overtaken() -> WordsError:
    """Somebody else changed the record meanwhile."""
    return WordsError(
        "overtaken",
        Words(
            "您填写的时候，别人改了这条登记，您的修改没有保存。",
            "Somebody changed this record meanwhile; yours was not saved.",
        ),
        Words("请对照最新内容再改。", "Look at what it says now and change it again."),
        where="revision",
    )


def unwritten(
    register: Register, sight: Sight, row: Owned | None, codes: Iterable[str], *, settled: bool
) -> dict[str, Words]:
    """What is said of those of these fields that this person may not write."""
    before = {one.code for one in sight.written(row)}
    may = {one.code for one in sight.written(row, settled=settled)}
    refused = [code for code in codes if code in register.by_code and code not in may]
    return {code: _DECIDED if code in register.decided else _SETTLED if code in before else _UNSEEN for code in refused}


def repeated(name: Words, number: str) -> Words:
    """A value that another record has already."""
    known = f"（{number}）" if number else ""
    return Words(f"已有登记用了这个值{known}。", f"Another record{' ' + number if number else ''} has this value.")


def in_hand(case: int) -> WordsError:
    """A record cannot be withdrawn while its case is running."""
    return WordsError(
        "in_hand",
        Words(
            f"这条登记正在办理（第 {case} 件），不能撤销。", f"Its case no. {case} is running; it cannot be withdrawn."
        ),
        Words("请先把事项办结或撤回。", "Bring the case to an end first, or withdraw that."),
    )


_DECIDED = Words("这一项在办理中由办理单位填写，请留空。", "The authority fills this in with the case; leave it empty.")
_SETTLED = Words(
    "申报已提交，这一项由主管单位修改；需要更正的，请向其说明。",
    "It was handed in: the authority changes this now. Tell them what needs correcting.",
)
SETTLED = WordsError(
    "settled",
    Words("申报已提交，由主管单位撤销登记。", "It was handed in: only the authority withdraws the record now."),
    Words("请向主管单位说明理由。", "Tell them why."),
)
_UNSEEN = Words("您看不到这一项，不能修改。", "You do not see this field and cannot change it.")
WITHDRAWN = WordsError(
    "withdrawn",
    Words("这条登记已撤销，不能办理。", "This record has been withdrawn; nothing can be done with it."),
    Words("请先恢复这条登记。", "Put the record back first."),
)
DECIDED = WordsError(
    "decided",
    Words(
        "这条登记已有决定，由主管单位再次开始办理。",
        "It has been decided on: only the authority begins a case of it again.",
    ),
    Words("新的申报请另行登记。", "For a new application enter a new record."),
)
NO_PROCEDURE = WordsError(
    "procedure", Words("这个登记簿没有办理程序。", "The records of this register go through no procedure.")
)
APPLICANT = WordsError(
    "applicant",
    Words("没有这个申请单位，或者它是办理单位一方。", "There is no such applicant, or it belongs to the authorities."),
    Words("请写本平台中单位的全称。", "Write the full name of an organisation known here."),
    where="applicant",
)
