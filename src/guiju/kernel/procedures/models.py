"""Tables of cases (办理事项的表): where each stands, every step, opinions, documents, whose turn it is."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import Organisation, Unit, User
from guiju.kernel.files.models import StoredFile


class ProcedureText(models.Model):
    """The text of a procedure's version as cases use it (程序版本): once used, a version never changes."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="procedures_version_once")]


class Case(models.Model):
    """A case (事项) of a procedure's version, about an object named by kind and id text.

    `organisation` is the applicant, `authority` (and its `unit`) handles it. `revision` counts its changes: whoever
    acts says which one they saw. `stage`, `due_on` follow from the steps and are kept for lists.
    """

    procedure = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    object_kind = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    begins = models.CharField(max_length=40)
    begun_on = models.DateField()
    stage = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="procedures_case_object"),
            models.Index(fields=["organisation", "opened_at"], name="procedures_case_applicant"),
            models.Index(fields=["authority", "stage", "opened_at"], name="procedures_case_authority"),
            models.Index(
                fields=["procedure", "version"], condition=models.Q(closed_at=None), name="procedures_case_version"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["object_kind", "object_id"],
                condition=models.Q(closed_at=None) & ~models.Q(object_id=""),
                name="procedures_one_open_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"


class CaseStep(models.Model):
    """A move that was made (办理步骤); nobody's when the clock made it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30)
    standing_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="procedures_step_once")]
        indexes = [models.Index(fields=["user", "at"], name="procedures_step_user")]


class CaseOpinion(models.Model):
    """Somebody asked for an opinion in a round (征求意见), and what they said; `entered` counts the steps before it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    entered = models.PositiveIntegerField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    says = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "entered", "user"], name="procedures_asked_once")]
        indexes = [models.Index(fields=["user", "given_at"], name="procedures_opinion_user")]


class CaseDocument(models.Model):
    """A document of a case (事项材料); an older one of its kind stays, with the moment it was replaced."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=models.Q(replaced_at=None), name="procedures_document_current"
            ),
        ]


class CaseDuty(models.Model):
    """Who alone acts in a function of the case (指定经办、审核、签发人); without it anybody of the unit who may."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="duties")
    function = models.CharField(max_length=30)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "function"], name="procedures_duty_once")]


class CaseTurn(models.Model):
    """For whom a case waits (待办): a person, or a role in an organisation; made anew with every change of the case.

    Nothing can be done before `not_before`. `barred` are people who may not, having acted in a function kept apart.
    `told`: a notice has gone out.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="turns")
    role = models.CharField(max_length=30)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    due_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    barred = models.JSONField(default=list)
    told = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["user", "due_on"], name="procedures_turn_user"),
            models.Index(fields=["organisation", "role", "due_on"], name="procedures_turn_role"),
        ]


class CaseDue(models.Model):
    """When time has something to do with a running case (到期的事项): `tell` somebody of a deadline, `tick`: reckon it
    anew and make the move of the clock; `migrate`: bringing it over to a newer version was put off until then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dues")
    what = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "what"], name="procedures_due_once")]
        indexes = [models.Index(fields=["what", "at"], name="procedures_due_at")]


class DaysUsed(models.Model):
    """The working days and limits that deadlines are reckoned with (所用日历), by digest; one row, since when."""

    digest = models.CharField(max_length=64)
    since = models.DateTimeField()


class Delegation(models.Model):
    """Somebody's part in cases handed to another for some days (委托办理), both days included; of one `procedure`, or
    of all where it is empty."""

    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=40, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["deputy", "ends_on"], name="procedures_delegation_deputy")]
