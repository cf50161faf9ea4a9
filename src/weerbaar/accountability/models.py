"""Who read what Weerbaar is for."""

from django.db import models

from weerbaar.accounts.models import Membership


class Introduction(models.Model):
    """That somebody read, in this role, what Weerbaar is for and how a finding is read (AI Act, article 4)."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
