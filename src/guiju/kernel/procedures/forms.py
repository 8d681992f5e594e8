"""Word forms of a case (Word 表单): filled from the template beside the declaration, to be printed, signed and stamped;
the scan comes back to the case as the document the form belongs to.

A template is a docx with `{{ title }}`, `{{ applicant }}`, `{{ fields.code }}` … (see docs/procedures.md).
"""

from __future__ import annotations

import io
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from jinja2.sandbox import ImmutableSandboxedEnvironment

from guiju.domain.language import Words
from guiju.domain.procedures import Document, Procedure
from guiju.kernel.procedures.errors import CaseError
from guiju.kernel.procedures.folders import form_file
from guiju.kernel.procedures.models import Case, CaseOpinion

_MISSING = CaseError(
    "form",
    Words("没有这份表单的模板。", "The template of this form is missing."),
    Words("请管理员把它放到声明旁的 forms 文件夹。", "Put it into the folder forms beside the declaration."),
)
_NOT_INSTALLED = CaseError(
    "form",
    Words("生成 Word 表单的组件 docxtpl 没有安装。", "docxtpl, which fills Word forms, is not installed."),
    Words("请管理员按 requirements/base.lock 安装。", "Install what requirements/base.lock names."),
)
_BROKEN = CaseError(
    "form",
    Words("表单模板有误，没有生成。", "The template has a mistake; nothing was made."),
    Words("请管理员检查模板里的 {{ }} 和 {% %}。", "See the {{ }} and {% %} of the template."),
)
_NUMBERED = "{year}-{pk:05}"


def form_fill(case: Case, procedure: Procedure, document: Document, *, on: date) -> bytes:
    """The form of a document as docx. Raises `CaseError` where there is no template that can be filled."""
    path = form_file(settings.VAR, document.form) if document.form else None
    if path is None:
        raise _MISSING
    return _filled(path, form_context(case, procedure, on=on))


def form_context(case: Case, procedure: Procedure, *, on: date) -> dict[str, Any]:
    """What a template may ask for; the words are Chinese, as the papers are."""
    says = {code: said.zh for s in procedure.stages.values() if s.opinions for code, said in s.opinions.says.items()}
    given = CaseOpinion.objects.filter(case=case, given_at__isnull=False).select_related("user").order_by("pk")
    last = max((row.entered for row in given), default=0)
    return {
        "title": case.title,
        "number": _NUMBERED.format(year=case.begun_on.year, pk=case.pk),
        "procedure": procedure.words.zh,
        "stage": procedure.stages[case.stage].words.zh,
        "applicant": case.organisation.name,
        "applicant_code": case.organisation.uscc,
        "authority": case.authority.name,
        "today": f"{on.year}年{on.month}月{on.day}日",
        "begun_on": f"{case.begun_on.year}年{case.begun_on.month}月{case.begun_on.day}日",
        "due_on": case.due_on.isoformat() if case.due_on else "",
        "fields": {code: case.facts.get(code, "") for code in procedure.fields},
        "opinions": [
            {"person": row.user.display_name, "says": says.get(row.says, row.says), "text": row.text}
            for row in given
            if row.entered == last
        ],
    }


def _filled(path: Path, context: dict[str, Any]) -> bytes:
    try:
        template = import_module("docxtpl").DocxTemplate(path)  # heavy, and few pages ask for a form
    except ModuleNotFoundError as error:
        raise _NOT_INSTALLED from error
    out = io.BytesIO()
    try:
        template.render(context, jinja_env=ImmutableSandboxedEnvironment(autoescape=True))
        template.save(out)
    except Exception as error:
        raise _BROKEN from error
    return out.getvalue()
