"""How far tasks have come (工作进展): what bodies said, and the files that show it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.tasks import Task
from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import User
from guiju.kernel.files.models import StoredFile


class Progress(models.Model):
    """What a body said of a task on a day (进展情况); never changed: who corrects it says more.

    `share` is the percentage done, null where nobody said. `part` is lead or participant, as the body was then; office
    where whoever keeps the ledger noted it. `typed_by_office`: the office entered it for the body. `returned_at`: the
    lead or the office did not accept it; it counts for nothing since.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="progress")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=11)
    text = models.TextField()
    share = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    typed_by_office = models.BooleanField(default=False)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["task", "at"], name="ledger_progress_task"),
            models.Index(fields=["at"], name="ledger_progress_at"),
        ]


class Evidence(models.Model):
    """A file that shows what was said (佐证材料).

    `digest` is that of its content. The same content counts once for an office: `first` is where it was offered before,
    and this one counts for nothing.
    """

    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, related_name="evidence")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, db_index=True)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="again")

    @property
    def organisation_id(self) -> int:
        """Who keeps the task it shows, for rules."""
        return self.progress.task.organisation_id
