"""What a pathway asks for is stated, replaced and ended, each time with its source."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from homeward.access.models import User
from homeward.core.refusals import Refused, refuse_if
from homeward.pathways import rules
from homeward.pathways.actions.ways import own
from homeward.pathways.choices import Reason
from homeward.pathways.models import Pathway, Requirement
from homeward.pathways.rules import Asked


@transaction.atomic
def ask_for(held: Pathway, asked: Asked, *, by: User, at: datetime) -> Requirement:
    held = own(held, by)
    refuse_if(rules.reasons_not_to_ask_for(asked))
    last = held.requirements.aggregate(last=Max("position"))["last"] or 0
    return _write(held, asked, last + 1, by)


@transaction.atomic
def ask_otherwise(old: Requirement, asked: Asked, *, by: User, at: datetime) -> Requirement:
    """The old one is asked until the day before; training that met it is tied to the new one."""
    held = own(old.pathway, by)
    old = _standing(old, at)
    begins_on = asked.valid_from
    later = begins_on is None or old.valid_from is None or old.valid_from < begins_on
    refuse_if([*rules.reasons_not_to_ask_for(asked), *([] if later else [Reason.NOT_LATER])])
    if begins_on is not None:
        old.valid_until = begins_on - timedelta(days=1)
        old.save(update_fields=["valid_until"])
    made = _write(held, asked, old.position, by)
    old.trainings.update(requirement=made)
    return made


@transaction.atomic
def ask_no_more(old: Requirement, *, by: User, at: datetime) -> None:
    """From today on; what has not begun before today never does."""
    own(old.pathway, by)
    old, yesterday = _standing(old, at), timezone.localdate(at) - timedelta(days=1)
    if old.valid_from and old.valid_from > yesterday:
        old.delete()
        return
    old.valid_until = yesterday
    old.save(update_fields=["valid_until"])


def _write(held: Pathway, asked: Asked, position: int, by: User) -> Requirement:
    said = {**vars(asked), "text": asked.text.strip(), "source": asked.source.strip()}
    return Requirement.objects.create(pathway=held, position=position, stated_by=by, **said)


def _standing(old: Requirement, at: datetime) -> Requirement:
    """Locked; what has ended stays as it is."""
    found = Requirement.objects.select_for_update(of=("self",)).filter(pk=old.pk).first()
    if found is None or (found.valid_until and found.valid_until < timezone.localdate(at)):
        raise Refused(Reason.ENDED_ALREADY)
    return found
