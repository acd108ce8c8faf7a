"""What comes is kept as it came, once, and then taken in where it says whose answers they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.forms.models import FormVersion
from homeward.openrosa import queries, rules
from homeward.openrosa.actions import settling
from homeward.openrosa.choices import Reason, State
from homeward.openrosa.models import Delivery, DeliveryFile, Device, KoboForm
from homeward.programmes.models import Programme
from homeward.surveys.choices import Source


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One filled form, whichever way it came. `said` is what makes it the same when sent again."""

    source: Source
    programme: Programme
    form_version: FormVersion
    instance_id: str
    content: str
    said: str
    deprecated_id: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    is_whole: bool = True
    is_encrypted: bool = False
    # About nobody who is registered here.
    of_nobody: bool = False
    device: Device | None = None
    kobo_form: KoboForm | None = None


@dataclass(frozen=True)
class Kept:
    """The delivery, and whether it was here before, word for word."""

    delivery: Delivery
    is_new: bool


@transaction.atomic
def deliver(parcel: Parcel, *, by: User, at: datetime) -> Kept:
    """Keeps what came. The same again changes nothing; files that come late are added."""
    require(by, "openrosa.send")
    refuse_if(rules.reasons_not_to_keep(parcel.instance_id, parcel.files))
    original = _original(parcel, by=by)
    delivery, is_new = _held(parcel, by=by, at=at)
    _add_files(delivery, parcel.files)
    if delivery.state == State.PARTIAL and parcel.is_whole:
        settling.settle(delivery, original=original, is_encrypted=parcel.is_encrypted, by=by, at=at)
    elif delivery.state == State.TAKEN:
        settling.move_files(delivery, by=by)
    return Kept(delivery, is_new)


def _held(parcel: Parcel, *, by: User, at: datetime) -> tuple[Delivery, bool]:
    """The row of this id, locked. The other of two at once waits here for the first's commit."""
    delivery = Delivery(
        organisation=by.organisation_of_rows,
        programme=parcel.programme,
        form_version=parcel.form_version,
        source=parcel.source,
        device=parcel.device,
        kobo_form=parcel.kobo_form,
        instance_id=parcel.instance_id,
        deprecated_id=parcel.deprecated_id,
        of_nobody=parcel.of_nobody,
        said=parcel.said,
        content=parcel.content,
        came_at=at,
        came_by=by,
    )
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    held = (
        Delivery.objects.select_for_update(of=("self",))
        .filter(instance_id=parcel.instance_id, organisation=by.organisation_id)
        .first()
    )
    if held is None:
        # It collided with another correction of the same record.
        raise Refused(Reason.STALE)
    if held.said != parcel.said:
        raise Refused(Reason.SAID_OTHERWISE)
    return held, held.pk == delivery.pk


def _original(parcel: Parcel, *, by: User) -> Delivery | None:
    """What a correction corrects. Sent again, it is asked again: it was its newest then."""
    if not parcel.deprecated_id:
        return None
    original = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("form_version")
        .filter(instance_id=parcel.deprecated_id, organisation=by.organisation_id)
        .first()
    )
    facts = rules.CorrectingFacts(is_here=False)
    if original is not None:
        after = queries.correction_of(original)
        facts = rules.CorrectingFacts(
            is_here=True,
            is_same_form=original.form_version.form_id == parcel.form_version.form_id,
            is_theirs=parcel.source != Source.COLLECT or original.came_by_id == by.pk,
            is_newest=after is None or after.instance_id == parcel.instance_id,
        )
    refuse_if(rules.reasons_not_to_correct(facts))
    return original


def _add_files(delivery: Delivery, files: Mapping[str, bytes]) -> None:
    if not files or delivery.state in {State.DISCARDED, State.REPLACED}:
        return
    new = [
        DeliveryFile(
            delivery=delivery,
            name=name,
            size=len(content),
            said=sha256(content).hexdigest(),
            content=content,
        )
        for name, content in files.items()
    ]
    DeliveryFile.objects.bulk_create(new, ignore_conflicts=True)
    held = dict(delivery.files.filter(name__in=files).values_list("name", "said"))
    if any(held[file.name] != file.said for file in new):
        raise Refused(Reason.FILE_OTHERWISE)
