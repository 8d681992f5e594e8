"""Tasks know from which task a person split them; those split before are told by standing at the same words."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def tell(apps: Any, schema_editor: object) -> None:
    Task = apps.get_model("ledger", "Task")
    for part in Task.objects.filter(code__regex=r"^m\d+$", parent=None, end__gt=0).only("pk", "policy", "start", "end"):
        beside = Task.objects.filter(policy=part.policy_id, start=part.start, end=part.end, parent=None)
        root = beside.exclude(code__regex=r"^m\d+$").order_by("place").first()
        if root is not None:
            Task.objects.filter(pk=part.pk).update(split_from=root)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0017_from_value")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="split_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="split_into", to="ledger.task"
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
