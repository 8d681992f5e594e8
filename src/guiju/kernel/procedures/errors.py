"""Why something cannot be done with a case, beyond what the procedure itself refuses."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


class CaseError(WordsError):
    """A case that cannot be opened or changed as asked."""


def unknown_procedure(code: str) -> CaseError:
    """No such procedure is declared and in force."""
    words = Words(f"没有已生效的程序“{code}”。", f"No procedure “{code}” is in force.")
    return CaseError("procedure", words, Words("请检查声明文件。", "See the declarations."))


def stale(name: str, said: Words) -> CaseError:
    """Somebody else was faster."""
    return CaseError(
        "stale",
        Words(f"这件事项刚刚由{name}办理（{said.zh}），您的这一步没有生效。",
              f"{name} has just acted on this case ({said.en}); what you sent was not done."),
        Words("请看最新情况后再办。", "See how it stands now, then act."),
    )  # fmt: skip


def not_now(stage: Words, document: Words, at: Words) -> CaseError:
    """A document that is brought in other stages of the case."""
    return CaseError(
        "document",
        Words(f"事项现在处于“{stage.zh}”，不能提交或更换“{document.zh}”：它在{at.zh}环节提交，交出后不再改动。",
              f"The case is at “{stage.en}”; “{document.en}” cannot be brought or replaced now: it is brought "
              f"at {at.en} and stays as it was handed in."),
        Words("确需更正的，请由办理人按程序退回或要求补正，回到提交它的环节后再换。",
              "Where it must be put right, have the case returned or completion asked for, and bring it then."),
        where="kind",
    )  # fmt: skip


CLOSED = CaseError("closed", Words("事项已经办结。", "The case is closed."))
RUNNING = CaseError(
    "running",
    Words("这个对象已有正在办理的事项。", "This object already has a case that is running."),
    Words("请先办结那一件。", "Finish that one first."),
)
NOT_AUTHORITY = CaseError("authority", Words("请选择办理单位。", "Choose the organisation that handles it."))
TITLE = CaseError("title", Words("请填写事项名称。", "Give the case a title."), where="title")
TITLE_TOO_LONG = CaseError(
    "title", Words("事项名称太长，最多 300 个字。", "The title is too long: 300 characters at most."), where="title"
)
BEGINS_ELSEWHERE = CaseError(
    "procedure",
    Words(
        "这个程序不单独立事项：它办的是已有的登记或任务。", "A case of this procedure begins with a record or a task."
    ),
    Words("请从下面的入口登记，再开始办理。", "Enter that first, by the links below, then begin."),
    where="procedure",
)
NOT_YOURS_TO_BRING = CaseError(
    "document", Words("这类材料不由您提交。", "This kind of document is not yours to bring."), where="kind"
)
NOT_ASKABLE = CaseError(
    "opinions", Words("现在的环节不征求意见。", "No opinions are asked for at this stage."), where="person"
)
NOT_SUCH_PERSON = CaseError(
    "person", Words("此人没有相应角色，或与申请单位同属一个单位。",
                    "This person lacks the role, or belongs to the applicant's organisation."), where="person",
)  # fmt: skip
TOO_LONG = CaseError("long", Words("文字太长，最多 4000 个字符。", "The text is too long: 4,000 characters at most."))
DAYS = CaseError("days", Words("委托日期不对，最长一年。", "The days are wrong; a year at most."), where="ends_on")
SELF = CaseError("self", Words("不能委托给自己。", "One cannot stand for oneself."), where="deputy")
