"""Reads of devices, of what they may ask, and of what they sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.access.unit import LOGGED
from homeward.core.tokens import hash_of
from homeward.forms.models import FormVersion
from homeward.openrosa import reading
from homeward.openrosa.choices import State, Why
from homeward.openrosa.models import Delivery, Device, KoboForm, SheetDraft
from homeward.openrosa.permissions import GRANTS
from homeward.programmes.models import Programme
from homeward.surveys.choices import Status, VersionStatus
from homeward.surveys.models import Instrument, InstrumentVersion, Submission, Wave
from homeward.surveys.queries import OF_OPEN, shown_waves


@dataclass(frozen=True)
class Caller:
    """Whose device calls."""

    device_id: UUID
    user: User


def caller_of(token: str) -> Caller | None:
    """None for a device that ended, was revoked, or never was. Asked without an actor."""
    with connection.cursor() as cursor:
        cursor.execute("select device, account from openrosa_use_device(%s)", [hash_of(token)])
        row = cursor.fetchone()
    if row is None:
        return None
    return Caller(row[0], User.objects.select_related("organisation").get(pk=row[1]))


def devices(reader: User) -> QuerySet[Device]:
    """A manager is shown the organisation's, others their own."""
    found = Device.objects.select_related("user", "programme", "granted_by", "revoked_by")
    return found if can(reader, "openrosa.grant") else found.filter(user=reader)


def has_ended(device: Device, *, at: datetime) -> bool:
    return device.revoked_at is not None or device.expires_at <= at


def came() -> dict[UUID, dict[str, int]]:
    """How many filled forms came by each device, by their state."""
    found: dict[UUID, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select device, state, filled_forms from openrosa_came()")
        for device, state, number in cursor.fetchall():
            found.setdefault(device, {})[state] = number
    return found


def interviewers(by: User) -> QuerySet[User]:
    """The active colleagues whose role holds interviews; without a manager's role oneself alone."""
    roles = [role.value for role in GRANTS["openrosa.send"]]
    found = User.objects.filter(
        organisation=by.organisation_of_rows, is_active=True, roles__overlap=roles
    ).order_by("name")
    return found if can(by, "openrosa.grant") else found.filter(pk=by.pk)


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name")


def instruments(by: User) -> QuerySet[Instrument]:
    """Those that the user's organisation may ask by a form."""
    published = InstrumentVersion.objects.filter(
        status=VersionStatus.PUBLISHED, form_version__isnull=False
    )
    return Instrument.objects.filter(
        Q(owner_org=by.organisation_id) | Q(owner_org__isnull=True),
        pk__in=published.values("instrument"),
    )


def askable(by: User) -> QuerySet[InstrumentVersion]:
    """Published versions that ask by a form, of the own organisation's and of shipped ones."""
    return (
        InstrumentVersion.objects.filter(
            status=VersionStatus.PUBLISHED,
            form_version__isnull=False,
            instrument__in=instruments(by),
        )
        .select_related("instrument", "form_version")
        .defer("form_version__source", "form_version__xform", "form_version__survey")
        .order_by("instrument__title", "-number")
    )


def kobo_forms() -> QuerySet[KoboForm]:
    return KoboForm.objects.select_related("programme", "form_version__form", "added_by").defer(
        "form_version__source", "form_version__xform", "form_version__survey"
    )


def sheets() -> QuerySet[SheetDraft]:
    return SheetDraft.objects.select_related("programme", "form_version__form", "brought_by").defer(
        "form_version__source", "form_version__xform", "form_version__survey"
    )


# What a device may ask


def asked_by(device: Device) -> QuerySet[InstrumentVersion]:
    """Versions whose form may come from this device: also older ones, begun before the newest."""
    found = (
        InstrumentVersion.objects.filter(status=VersionStatus.PUBLISHED, form_version__isnull=False)
        .filter(
            Q(instrument__owner_org=device.organisation_id) | Q(instrument__owner_org__isnull=True)
        )
        .select_related("instrument", "form_version__form")
        .defer("form_version__source", "form_version__survey")
    )
    return found.filter(instrument__in=device.instruments) if device.instruments else found


def offered_to(device: Device, *, on: date, all_versions: bool = False) -> list[InstrumentVersion]:
    """What the device is offered: of each instrument the version in force, and those by which
    surveys that are still open were planned; or all that ever were."""
    began = asked_by(device).filter(valid_from__lte=on).order_by("-valid_from", "-number")
    planned = Wave.objects.filter(status=Status.PLANNED, latest_on__gte=on)
    in_use = set(planned.values_list("instrument_version", flat=True).distinct())
    found: dict[UUID, InstrumentVersion] = {}
    seen: set[UUID] = set()
    for version in began:
        if all_versions or version.pk in in_use or version.instrument_id not in seen:
            found.setdefault(form_of(version).pk, version)
        seen.add(version.instrument_id)
    return sorted(found.values(), key=lambda one: str(one.instrument))


def form_of(version: InstrumentVersion) -> FormVersion:
    """The form by which it asks; `asked_by` gives none without."""
    if version.form_version is None:
        raise LookupError(f"{version} asks by no form")
    return version.form_version


def version_of(delivery: Delivery) -> InstrumentVersion:
    """The instrument's version that asked by this form; of several the newest."""
    return (
        InstrumentVersion.objects.filter(form_version=delivery.form_version_id)
        .select_related("instrument", "form_version__form")
        .order_by("-valid_from", "-number")[0]
    )


# What it answers


def open_waves(version: InstrumentVersion) -> QuerySet[Wave]:
    """Planned surveys that ask by this version's form, those that should be held first first."""
    return (
        shown_waves()
        .filter(instrument_version__form_version=version.form_version_id, status=Status.PLANNED)
        .select_related("case", "project", "area", "instrument_version__instrument")
        .order_by("closes_on", "pk")
    )


def possible_waves(version: InstrumentVersion, *, number: str) -> QuerySet[Wave]:
    """For somebody who looks for the survey that a filled form answers: by the number of a case,
    or the name of a project or a community."""
    found = open_waves(version).select_related("case__worker")
    if not number:
        return found
    return found.filter(
        Q(case__reference__icontains=number)
        | Q(project__name__icontains=number)
        | Q(area__name__icontains=number)
    )


def to_hold(version: InstrumentVersion, *, on: date, by: User) -> QuerySet[Wave]:
    """Those that this user may hold now: their time has come, and the case is not their own."""
    found = open_waves(version).filter(OF_OPEN, opens_on__lte=on, latest_on__gte=on)
    return found.exclude(case__worker=by)


def wave_said(delivery: Delivery) -> tuple[Wave | None, Why | None]:
    """The survey that a filled form names: by its id, or by the case's number."""
    said = reading.references(reading.answers_of(delivery))
    if not said:
        return None, Why.NO_REFERENCE
    waves = open_waves(version_of(delivery))
    if wave_id := reading.as_uuid(said.get(reading.WAVE, "")):
        found = waves.filter(pk=wave_id).first()
    else:
        day = delivery.came_at.date()
        number = said.get(reading.CASE, "")
        mine = waves.filter(case__reference__iexact=number) if number else waves.none()
        found = mine.filter(opens_on__lte=day, latest_on__gte=day).first() or mine.first()
    return (found, None) if found else (None, Why.UNKNOWN_REFERENCE)


def asks_by(wave: Wave, form_version_id: UUID) -> bool:
    """Whether the survey was planned to ask by this very form."""
    return wave.instrument_version.form_version_id == form_version_id


# What came


def deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.select_related(
        "form_version__form", "came_by", "settled_by", "device"
    ).defer("form_version__source", "form_version__xform", "form_version__survey")


def waiting(_reader: User) -> int:
    """How many are to be assigned, for the navigation."""
    return Delivery.objects.filter(state=State.WAITING).count()


def readable() -> set[DataClass]:
    """Classes whose answers may be shown before it is known whose they are: those that the reader
    is cleared for, but for those of which each reading is logged with the person."""
    with connection.cursor() as cursor:
        cursor.execute("select gate_classes()")
        (classes,) = cursor.fetchone()
    return {DataClass(one) for one in classes or ()} - LOGGED


def correction_of(delivery: Delivery) -> Delivery | None:
    return Delivery.objects.filter(
        organisation=delivery.organisation_id, deprecated_id=delivery.instance_id
    ).first()


def original_of(delivery: Delivery) -> Delivery | None:
    if not delivery.deprecated_id:
        return None
    return Delivery.objects.filter(
        organisation=delivery.organisation_id, instance_id=delivery.deprecated_id
    ).first()


def submission_of(delivery: Delivery) -> Submission | None:
    if delivery.submission_id is None:
        return None
    return Submission.objects.select_related("wave").filter(pk=delivery.submission_id).first()


def known_ids(instance_ids: Iterable[str]) -> Mapping[str, str]:
    """Which of these came before, with the hash of what they said."""
    found = Delivery.objects.filter(instance_id__in=list(instance_ids))
    return dict(found.values_list("instance_id", "said"))
