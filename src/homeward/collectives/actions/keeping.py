"""What a project holds, builds and decides: assets, meetings, outputs, counts, photos."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.collectives import book
from homeward.collectives.actions.locking import locked, locked_open
from homeward.collectives.book import Account
from homeward.collectives.choices import AssetOrigin, Condition, Disposal, Reason
from homeward.collectives.models import Asset, Meeting, Output, Photo, Project, Reach, Training
from homeward.core.refusals import Refused, refuse_if
from homeward.files import kinds
from homeward.files import rules as files
from homeward.occupations.models import Occupation

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class AssetGiven:
    what: str
    origin: AssetOrigin
    value: Decimal
    acquired_on: date
    kept_at: str
    condition: str = Condition.GOOD


@dataclass(frozen=True, kw_only=True)
class MeetingHeld:
    kind: str
    held_on: date
    came: int
    text: str
    women: int | None = None
    question: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None

    @property
    def votes(self) -> int:
        return sum(n or 0 for n in (self.in_favour, self.against, self.abstained))


@dataclass(frozen=True, kw_only=True)
class OutputMade:
    what: str
    done_on: date
    source: str
    quantity: Decimal | None = None
    unit: str = ""
    cost: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TrainingMade:
    centre: str
    trade: str
    seats: int
    opened_on: date
    for_returnees: int = 0
    occupation: Occupation | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    counted_on: date
    source: str
    returnee_women: int = 0
    returnee_men: int = 0
    resident_women: int = 0
    resident_men: int = 0


def _values(given: Any) -> dict[str, Any]:
    return {field.name: getattr(given, field.name) for field in fields(given)}


def _event(word: str, subject: UUID, on: date) -> book.Event:
    return book.Event(key=f"{word}:{subject}", memo=word, subject=subject, on=on)


@transaction.atomic
def acquire(project: Project, given: AssetGiven, *, by: User, at: datetime) -> Asset:
    """The group has something new: bought with its money, or given to it."""
    require(by, "collectives.settle")
    project = locked_open(project, by)
    is_bought = given.origin == AssetOrigin.BOUGHT
    checks = [
        (given.value > 0, Reason.NO_AMOUNT),
        (given.acquired_on <= at.date(), Reason.IN_THE_FUTURE),
        (not is_bought or given.value <= project.cash, Reason.NOT_IN_CASH),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    asset = Asset.objects.create(
        project=project, seen_on=given.acquired_on, recorded_by=by, **_values(given)
    )
    gives = Account.CASH if is_bought else Account.SUPPORT
    event = _event("asset", asset.pk, given.acquired_on)
    book.post(project, book.between(Account.ASSETS, gives, given.value), event, by=by, at=at)
    return asset


@transaction.atomic
def look_at(
    asset: Asset, *, condition: str, kept_at: str, seen_on: date, by: User, at: datetime
) -> Asset:
    """Somebody saw it: where it is, and whether it works."""
    require(by, "collectives.keep")
    locked(asset.project, by)
    asset = Asset.objects.get(pk=asset.pk)
    if asset.gone_on:
        raise Refused(Reason.GONE_ALREADY)
    if seen_on > at.date():
        raise Refused(Reason.IN_THE_FUTURE)
    asset.condition, asset.kept_at, asset.seen_on = condition, kept_at, seen_on
    asset.save(update_fields=["condition", "kept_at", "seen_on"])
    return asset


@transaction.atomic
def dispose(
    asset: Asset,
    *,
    how: Disposal,
    on: date,
    why: str = "",
    proceeds: Decimal = NOTHING,
    by: User,
    at: datetime,
) -> Asset:
    """It is gone. Its value leaves the book; what a sale brought comes in."""
    require(by, "collectives.settle")
    project = locked(asset.project, by)
    asset = Asset.objects.get(pk=asset.pk)
    is_sold = how == Disposal.SOLD
    checks = [
        (asset.gone_on is None, Reason.GONE_ALREADY),
        (asset.acquired_on <= on <= at.date(), Reason.IN_THE_FUTURE),
        (not is_sold or proceeds > 0, Reason.NO_AMOUNT),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    received = proceeds if is_sold else NOTHING
    asset.gone_on, asset.disposal, asset.why = on, how, why
    asset.proceeds = received if is_sold else None
    asset.save(update_fields=["gone_on", "disposal", "proceeds", "why"])
    moves = {
        Account.ASSETS: -asset.value,
        Account.CASH: received,
        # A gain stands here as a negative loss.
        Account.GONE: asset.value - received,
    }
    book.post(project, moves, _event("gone", asset.pk, on), by=by, at=at)
    return asset


@transaction.atomic
def hold_meeting(project: Project, given: MeetingHeld, *, by: User, at: datetime) -> Meeting:
    require(by, "collectives.keep")
    project = locked(project, by)
    checks = [
        (given.held_on <= at.date(), Reason.IN_THE_FUTURE),
        (given.votes <= given.came, Reason.MORE_VOTES),
        ((given.women or 0) <= given.came, Reason.MORE_VOTES),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Meeting.objects.create(project=project, recorded_by=by, **_values(given))


@transaction.atomic
def record_output(project: Project, given: OutputMade, *, by: User, at: datetime) -> Output:
    """What was built or delivered. Its cost was paid for it, outside of the group's cash."""
    require(by, "collectives.keep")
    project = locked(project, by)
    _refuse_day_and_cost(given.done_on, given.cost, by=by, at=at)
    output = Output.objects.create(project=project, recorded_by=by, **_values(given))
    _spent_for(project, given.cost, _event("output", output.pk, given.done_on), by=by, at=at)
    return output


@transaction.atomic
def record_training(project: Project, given: TrainingMade, *, by: User, at: datetime) -> Training:
    require(by, "collectives.keep")
    project = locked(project, by)
    _refuse_day_and_cost(given.opened_on, given.cost, by=by, at=at)
    if not given.seats or given.for_returnees > given.seats:
        raise Refused(Reason.NO_QUANTITY)
    training = Training.objects.create(project=project, recorded_by=by, **_values(given))
    _spent_for(project, given.cost, _event("training", training.pk, given.opened_on), by=by, at=at)
    return training


def _refuse_day_and_cost(on: date, cost: Decimal | None, *, by: User, at: datetime) -> None:
    if cost:
        require(by, "collectives.settle")
    if on > at.date():
        raise Refused(Reason.IN_THE_FUTURE)


def _spent_for(
    project: Project, cost: Decimal | None, event: book.Event, *, by: User, at: datetime
) -> None:
    if cost:
        moves = book.between(Account.WORKS, Account.SUPPORT, cost)
        book.post(project, moves, event, by=by, at=at)


@transaction.atomic
def count_reach(project: Project, given: Counted, *, by: User, at: datetime) -> Reach:
    require(by, "collectives.keep")
    project = locked(project, by)
    if given.counted_on > at.date():
        raise Refused(Reason.IN_THE_FUTURE)
    return Reach.objects.create(project=project, recorded_by=by, **_values(given))


@transaction.atomic
def store_photo(
    project: Project,
    content: bytes,
    name: str,
    *,
    caption: str,
    taken_on: date | None,
    shows_nobody: bool,
    by: User,
    at: datetime,
) -> Photo:
    """A photo goes in without its place, time and device, and with nobody who did not agree."""
    require(by, "collectives.keep")
    project = locked(project, by)
    if not shows_nobody:
        raise Refused(Reason.SHOWS_SOMEBODY)
    refuse_if(files.reasons_not_to_store(content))
    kind = files.type_of(content) or ""
    if kind not in kinds.IMAGES:
        raise Refused(Reason.NOT_A_PHOTO)
    return Photo.objects.create(
        project=project, caption=caption, taken_on=taken_on, content_type=kind,
        name=files.name_to_keep(name, kind), content=files.as_kept(content, kind), stored_by=by,
        stored_at=at,
    )  # fmt: skip


@transaction.atomic
def remove_photo(photo: Photo, *, by: User, at: datetime) -> None:
    require(by, "collectives.keep")
    locked(photo.project, by)
    photo.delete()
