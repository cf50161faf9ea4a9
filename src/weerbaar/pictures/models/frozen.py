"""What was frozen. It never changes: a correction is a new version with a reason."""

import uuid
from typing import Any

from django.db import models

from weerbaar.pictures.models.draft import Picture


class FrozenPictureNeverChanges(Exception):
    """A frozen picture is never changed or removed; make a new version."""


class AddOnly(models.QuerySet["FrozenPicture"]):
    """Rows that are only added."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise FrozenPictureNeverChanges

    update = delete = bulk_update = _refuse


class FrozenPicture(models.Model):
    """One frozen version: content, figures and charts as they stood, as canonical JSON with its hash (L5).

    Who agreed stands in `accounts` (Endorsement, steps `freeze_first` and `freeze_second`). `save` on an existing row
    and `delete` are refused here; a change by SQL is found by `weerbaar verify`, which computes `digest` again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="frozen")
    number = models.PositiveIntegerField()
    content = models.TextField(help_text="Canonical JSON of PictureContent.")
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why there is a new version; empty for the first.")
    frozen_at = models.DateTimeField()

    objects = AddOnly.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["picture", "number"], name="one_frozen_picture_per_number")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenPictureNeverChanges
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenPictureNeverChanges
