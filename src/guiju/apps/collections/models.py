"""Tables of the collections (专题库的表)."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import Organisation, User


class Collection(models.Model):
    """A thematic database (专题标准数据库).

    The columns hold what editors work on: titles, descriptions, where it comes from, the rule (检索式) and the numbers
    added to it or taken out by hand. `published` is the content that was approved, and all that the public sees:
    editing changes nothing for it until somebody approves anew. `organisation` None: carried by the program.
    `seen` is which members there were when it was last looked at, and how they stood, so that changes can be told.
    """

    slug = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="collections")
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    description_zh = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    provenance = models.TextField(blank=True)
    rule = models.TextField(blank=True)
    added = models.JSONField(default=list)
    removed = models.JSONField(default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    published = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approval_note = models.TextField(blank=True)
    seen = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)
    seen_revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.slug


class CollectionEditor(models.Model):
    """A person who may edit a collection besides those of its organisation (编辑)."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="editors")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "user"], name="collections_editor_once")]


class CollectionChange(models.Model):
    """Something that changed in a published collection (变化): `kind` is published, added, removed or status."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["collection", "-at", "-id"], name="collections_change_newest")]
