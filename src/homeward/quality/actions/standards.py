"""Standards: written point by point or read from a sheet, published, adopted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.files import sheets
from homeward.quality import queries, standard_files
from homeward.quality.choices import Reason, Scale, VersionStatus
from homeward.quality.models import Adoption, Standard, StandardItem, StandardVersion
from homeward.quality.rules.checks import PublishingFacts, reasons_not_to_publish
from homeward.quality.standard_files import Point


@dataclass(frozen=True, kw_only=True)
class StandardGiven:
    code: str
    title: str
    category: str
    source: str


@transaction.atomic
def begin(given: StandardGiven, *, by: User, at: datetime) -> StandardVersion:
    """A standard of the actor's organisation, with its first version as a draft."""
    require(by, "quality.keep_standards")
    org = by.organisation_of_rows
    if not given.source.strip():
        raise Refused(Reason.NO_SOURCE)
    if Standard.objects.filter(owner_org=org, code=given.code).exists():
        raise Refused(Reason.CODE_TAKEN)
    made = Standard.objects.create(
        owner_org=org, code=given.code, title=given.title.strip(), category=given.category,
        begun_at=at, begun_by=by,
    )  # fmt: skip
    return StandardVersion.objects.create(
        standard=made, number=1, source=given.source.strip(), written_at=at, written_by=by
    )


@transaction.atomic
def begin_version(
    standard: Standard, *, source: str, changes: str, by: User, at: datetime
) -> StandardVersion:
    """The next version, with the points of the newest one to begin with."""
    require(by, "quality.keep_standards")
    held = Standard.objects.select_for_update(of=("self",)).get(pk=standard.pk)
    if held.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    if queries.standards.draft_of(held):
        raise Refused(Reason.DRAFT_THERE)
    if not source.strip():
        raise Refused(Reason.NO_SOURCE)
    newest = queries.standards.newest(held)
    made = StandardVersion.objects.create(
        standard=held, number=(newest.number if newest else 0) + 1, source=source.strip(),
        changes=changes.strip(), written_at=at, written_by=by,
    )  # fmt: skip
    if newest:
        _write(made, (_point(item) for item in newest.items.all()))
    return made


def _point(item: StandardItem) -> Point:
    return Point(
        number=item.number, text=item.text, look_at=item.look_at, scale=Scale(item.scale),
        by_call=item.by_call,
    )  # fmt: skip


def _write(version: StandardVersion, points: Iterable[Point]) -> None:
    last = version.items.aggregate(last=Max("position"))["last"] or 0
    StandardItem.objects.bulk_create(
        StandardItem(version=version, position=position, **vars(point))
        for position, point in enumerate(points, start=last + 1)
    )


def _draft(version: StandardVersion, by: User) -> StandardVersion:
    """Read again under a lock: somebody may be publishing it."""
    held = (
        StandardVersion.objects.select_for_update(of=("self",))
        .select_related("standard")
        .get(pk=version.pk)
    )
    if held.standard.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    if held.is_published:
        raise Refused(Reason.PUBLISHED_ALREADY)
    return held


@transaction.atomic
def add_point(version: StandardVersion, point: Point, *, by: User) -> None:
    require(by, "quality.keep_standards")
    held = _draft(version, by)
    if held.items.filter(number=point.number).exists():
        raise Refused(Reason.POINT_TAKEN)
    _write(held, [point])


@transaction.atomic
def remove_point(item: StandardItem, *, by: User) -> None:
    require(by, "quality.keep_standards")
    _draft(item.version, by)
    item.delete()


@transaction.atomic
def load_points(version: StandardVersion, content: bytes, *, by: User) -> standard_files.Reading:
    """The sheet's points in place of the draft's; with one fault nothing is written.

    Raises Refused for what is no sheet.
    """
    require(by, "quality.keep_standards")
    held = _draft(version, by)
    reading = standard_files.read(sheets.read(content, standard_files.WORDS))
    if not reading.faults:
        held.items.all().delete()
        _write(held, reading.points)
    return reading


@transaction.atomic
def publish(version: StandardVersion, *, by: User, at: datetime) -> None:
    """From now on it stays as it is, and others may adopt it."""
    require(by, "quality.keep_standards")
    held = (
        StandardVersion.objects.select_for_update(of=("self",))
        .select_related("standard")
        .get(pk=version.pk)
    )
    refuse_if(
        reasons_not_to_publish(
            PublishingFacts(
                is_ours=held.standard.owner_org_id == by.organisation_id,
                is_draft=not held.is_published,
                points=held.items.count(),
            )
        )
    )
    held.status, held.published_at, held.published_by = VersionStatus.PUBLISHED, at, by
    held.save(update_fields=["status", "published_at", "published_by"])


@transaction.atomic
def adopt(version: StandardVersion, *, from_on: date, by: User, at: datetime) -> Adoption:
    """The actor's organisation holds services to it from a day on; an earlier version ends then."""
    require(by, "quality.keep_standards")
    if not version.is_published:
        raise Refused(Reason.NOT_PUBLISHED)
    org = by.organisation_of_rows
    held = (
        Adoption.objects.select_for_update(of=("self",))
        .filter(organisation=org, standard=version.standard_id, until_on__isnull=True)
        .first()
    )
    if held and held.version_id == version.pk:
        raise Refused(Reason.ADOPTED_ALREADY)
    if held:
        held.until_on = max(from_on, held.from_on)
        held.save(update_fields=["until_on"])
    return Adoption.objects.create(
        version=version, standard=version.standard, organisation=org, from_on=from_on,
        adopted_at=at, adopted_by=by,
    )  # fmt: skip
