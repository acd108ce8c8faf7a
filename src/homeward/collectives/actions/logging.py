"""The log of a season. What is logged stands; a wrong entry is cancelled by another."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.collectives import book, queries, rules
from homeward.collectives.actions.locking import locked, season_of
from homeward.collectives.choices import OF_GOODS, OF_MONEY, EntryKind, Reason
from homeward.collectives.models import LogEntry, Project, Season
from homeward.core.refusals import Refused, refuse_if
from homeward.ledger import queries as ledger


@dataclass(frozen=True, kw_only=True)
class Logged:
    """An entry as its form gives it. Without an amount, quantity times price is the amount."""

    kind: EntryKind
    what: str
    on: date
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    amount: Decimal | None = None
    partner: str = ""
    to_members: int | None = None

    @property
    def sum(self) -> Decimal | None:
        if self.kind not in OF_MONEY:
            return None
        if self.amount is None and self.quantity and self.price:
            return (self.quantity * self.price).quantize(rules.CENT)
        return self.amount


@transaction.atomic
def log(
    season: Season, given: Logged, *, by: User, at: datetime, entry_id: UUID | None = None
) -> LogEntry:
    """Notes it, and posts its money. `entry_id` is the page's own: a second click on the same page
    finds the entry that the first one made."""
    require(by, "collectives.log")
    project = locked(season.project, by)
    season = season_of(season, project)
    if entry_id and (made := LogEntry.objects.filter(pk=entry_id, season=season).first()):
        return made
    refuse_if(rules.reasons_not_to_log(_facts(season, given, at=at)))
    has_goods = given.kind in OF_GOODS
    entry = LogEntry.objects.create(
        id=entry_id or uuid4(),
        season=season,
        number=next_number(season),
        kind=given.kind,
        what=given.what.strip(),
        quantity=given.quantity if has_goods else None,
        unit=given.unit.strip() if has_goods else "",
        price=given.price if has_goods else None,
        amount=given.sum,
        partner=given.partner,
        to_members=given.to_members if given.kind == EntryKind.DISTRIBUTION else None,
        on=given.on,
        by=by,
        at=at,
    )
    if entry.amount:
        moves = book.between(*book.MOVES[given.kind], entry.amount)
        book.post(project, moves, _event(entry), by=by, at=at)
    return entry


def next_number(season: Season) -> int:
    last = LogEntry.objects.filter(season=season).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _facts(season: Season, given: Logged, *, at: datetime) -> rules.LoggingFacts:
    return rules.LoggingFacts(
        kind=given.kind,
        is_ours=True,
        season_open=season.closed_on is None,
        in_season=season.starts_on <= given.on <= season.ends_on,
        today=at.date(),
        on=given.on,
        what=given.what,
        quantity=given.quantity,
        unit=given.unit,
        amount=given.sum,
        in_store=queries.in_store(season, given.kind, given.what.strip(), given.unit.strip()),
        cash=season.project.cash,
    )


def _event(entry: LogEntry, word: str = "entry") -> book.Event:
    return book.Event(
        key=f"{word}:{entry.pk}", memo=f"{word}:{entry.kind}", subject=entry.pk, on=entry.on
    )


@transaction.atomic
def cancel(entry: LogEntry, *, why: str, by: User, at: datetime) -> LogEntry:
    """Writes the entry that takes back another: its money and its goods."""
    require(by, "collectives.log")
    project = locked(entry.season.project, by)
    season = season_of(entry.season, project)
    entry = LogEntry.objects.get(pk=entry.pk)
    refuse_if(_reasons_not_to_cancel(entry, season, project))
    cancelling = LogEntry.objects.create(
        season=season, number=next_number(season), kind=entry.kind, what=entry.what,
        quantity=entry.quantity, unit=entry.unit, price=entry.price, amount=entry.amount,
        partner=entry.partner, on=max(entry.on, min(at.date(), season.ends_on)), cancels=entry,
        why=why, by=by, at=at,
    )  # fmt: skip
    if entry.amount:
        _take_back(project, entry, cancelling, by=by, at=at)
    return cancelling


def _take_back(
    project: Project, entry: LogEntry, cancelling: LogEntry, *, by: User, at: datetime
) -> None:
    posted = ledger.posted(project.book, f"entry:{entry.pk}") if project.book else None
    if posted is None:
        raise Refused(Reason.CANCELLED_ALREADY)
    book.reverse(project, posted, _event(cancelling), by=by, at=at)


def _reasons_not_to_cancel(entry: LogEntry, season: Season, project: Project) -> list[Reason]:
    """What was handed out, sold, spent or paid out of it since can't be taken back with it."""
    kind = EntryKind(entry.kind)
    brought_goods = kind in {EntryKind.PURCHASE, EntryKind.HARVEST}
    brought_money = kind in {EntryKind.GRANT, EntryKind.SALE}
    store = queries.in_store(season, kind, entry.what, entry.unit) if brought_goods else 0
    amount, quantity = entry.amount or 0, entry.quantity or 0
    is_sale = kind == EntryKind.SALE
    given_out = queries.result(season).paid + queries.left_with(season)
    earned = queries.result(season).earned
    checks = [
        (season.closed_on is None, Reason.SEASON_CLOSED),
        (entry.cancels_id is None, Reason.IS_A_CANCELLATION),
        (not LogEntry.objects.filter(cancels=entry).exists(), Reason.CANCELLED_ALREADY),
        (not brought_goods or quantity <= store, Reason.NOT_IN_STORE),
        (not brought_money or amount <= project.cash, Reason.NOT_IN_CASH),
        (not is_sale or earned - amount >= given_out or not given_out, Reason.MORE_THAN_RESULT),
    ]
    return [reason for holds, reason in checks if not holds]
