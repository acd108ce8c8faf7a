"""Ways in versions: drafted by the programme's lead, published from a day on, then followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from homeward.access.models import User
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes.actions.keeping import tell, to_keep
from homeward.programmes.choices import (
    CriteriaStatus,
    Happened,
    Reason,
    Stage,
    StageCondition,
    WayKind,
)
from homeward.programmes.models import Programme, Way, WayStage
from homeward.programmes.queries import ways as queries
from homeward.programmes.rules import ways as rules


@dataclass(frozen=True, kw_only=True)
class StageSaid:
    """What a form says of one stage; a name that is empty leaves the vocabulary's own."""

    stage: Stage
    names: Mapping[str, str] = field(default_factory=dict)
    to_enter: Iterable[StageCondition] = ()
    to_leave: Iterable[StageCondition] = ()
    wait: str = ""
    days_before_travel: int | None = None
    source: str = ""


@transaction.atomic
def draft(programme: Programme, kind: WayKind, *, by: User, at: datetime) -> Way:
    """A new version, which begins as a copy of the one that would hold today."""
    programme = to_keep(programme, by)
    last = programme.ways.filter(kind=kind).order_by("-number").first()
    if last is not None and last.status == CriteriaStatus.DRAFT:
        raise Refused(Reason.DRAFT_ALREADY)
    copied = last or queries.way_on(programme.pk, kind, at.date())
    way = Way.objects.create(
        programme=programme, kind=kind, number=last.number + 1 if last else 1, written_by=by
    )
    WayStage.objects.bulk_create(
        WayStage(
            way=way, position=each.position, stage=each.stage, names=each.names,
            to_enter=each.to_enter, to_leave=each.to_leave, wait=each.wait,
            days_before_travel=each.days_before_travel, source=each.source,
        )
        for each in copied.stages.all()
    )  # fmt: skip
    tell(programme, Happened.WAY_DRAFTED, str(way), by=by, at=at)
    return way


@transaction.atomic
def set_stage(way: Way, said: StageSaid, *, by: User) -> WayStage:
    """Adds a stage at its place, or says anew what stands there."""
    way = _to_write(way, by)
    stage, _created = WayStage.objects.update_or_create(
        way=way,
        stage=said.stage,
        defaults={
            "position": list(Stage).index(said.stage) + 1,
            "names": {code: name for code, name in said.names.items() if name},
            "to_enter": sorted(said.to_enter),
            "to_leave": sorted(said.to_leave),
            "wait": said.wait,
            "days_before_travel": said.days_before_travel,
            "source": said.source,
        },
    )
    _written(way, by)
    return stage


@transaction.atomic
def remove_stage(way: Way, stage: Stage, *, by: User) -> None:
    way = _to_write(way, by)
    if stage in rules.NEVER_OFF:
        raise Refused(Reason.STAGE_STAYS)
    way.stages.filter(stage=stage).delete()
    _written(way, by)


def _to_write(way: Way, by: User) -> Way:
    if way.programme is None:
        raise Refused(Reason.NOT_A_DRAFT)
    to_keep(way.programme, by)
    way = Way.objects.select_for_update(of=("self",)).get(pk=way.pk)
    if way.status != CriteriaStatus.DRAFT:
        raise Refused(Reason.NOT_A_DRAFT)
    return way


def _written(way: Way, by: User) -> None:
    way.written_by = by
    way.save(update_fields=["written_by"])


@transaction.atomic
def discard(way: Way, *, by: User, at: datetime) -> None:
    way = _to_write(way, by)
    programme, name = way.programme, str(way)
    way.delete()
    if programme is not None:
        tell(programme, Happened.WAY_DISCARDED, name, by=by, at=at)


@transaction.atomic
def publish(way: Way, *, valid_from: date | None, note: str, by: User, at: datetime) -> Way:
    """Cases opened from its first day on go this way; the others keep theirs to their end."""
    if way.programme is None:
        raise Refused(Reason.NOT_A_DRAFT)
    programme = to_keep(way.programme, by)
    way = Way.objects.select_for_update(of=("self",)).get(pk=way.pk)
    published = programme.ways.filter(kind=way.kind, status=CriteriaStatus.PUBLISHED)
    last = published.order_by("-valid_from").first()
    refuse_if(
        rules.reasons_not_to_publish_way(
            rules.PublishingWay(
                status=CriteriaStatus(way.status),
                kind=WayKind(way.kind),
                stages=queries.order_of(way.pk),
                valid_from=valid_from,
                last_valid_from=last.valid_from if last else None,
                note=note,
            )
        )
    )
    if last is not None and valid_from is not None:
        last.status, last.valid_until = CriteriaStatus.SUPERSEDED, valid_from - timedelta(1)
        last.save(update_fields=["status", "valid_until"])
    way.status, way.valid_from, way.note = CriteriaStatus.PUBLISHED, valid_from, note
    way.published_at, way.written_by = at, by
    way.save(update_fields=["status", "valid_from", "note", "published_at", "written_by"])
    tell(programme, Happened.WAY_PUBLISHED, str(way), by=by, at=at)
    return way
