"""How the Word files of an organisation look."""

import uuid

from django.db import models

from weerbaar.regions.models import Organisation


class HouseStyle(models.Model):
    """The Word template of one organisation: checked, emptied, and rebuilt from the parts that were allowed (T6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.BinaryField()
    digest = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
