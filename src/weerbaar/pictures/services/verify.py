"""Does each frozen picture still say what was frozen? What was changed or taken away by SQL is found here."""

from collections.abc import Iterator
from hashlib import sha256

from django.utils.translation import gettext as _

from weerbaar.accounts.models import Action, AuditEvent, Outcome
from weerbaar.pictures.models import FrozenPicture


def verify_pictures() -> Iterator[str]:
    """A sentence for each frozen picture that changed, is gone, or was put in from outside."""
    logged = set(
        AuditEvent.objects.filter(
            action=Action.FREEZE_PICTURE, outcome=Outcome.DONE, subject_kind="frozenpicture"
        ).values_list("subject_id", flat=True)
    )
    digests: dict[object, str] = {}
    numbers: dict[object, int] = {}
    for frozen in FrozenPicture.objects.order_by("picture_id", "number").iterator(chunk_size=20):
        name = {"id": str(frozen.pk)}
        if sha256(frozen.content.encode()).hexdigest() != frozen.digest:
            yield _("Frozen picture %(id)s: the content is not what was frozen") % name
        if digests.get(frozen.picture_id, "") != frozen.previous_digest:
            yield _("Frozen picture %(id)s: the version before it is not what it was") % name
        if numbers.get(frozen.picture_id, 0) + 1 != frozen.number:
            yield _("Frozen picture %(id)s: a version before it is missing") % name
        if str(frozen.pk) not in logged:
            yield _("Frozen picture %(id)s: the log does not know it") % name
        logged.discard(str(frozen.pk))
        digests[frozen.picture_id], numbers[frozen.picture_id] = frozen.digest, frozen.number
    for gone in sorted(logged):
        yield _("Frozen picture %(id)s: the log knows it, and it is gone") % {"id": gone}
