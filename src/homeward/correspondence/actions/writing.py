"""A message is written to a person, or by them; and what became of it is noted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.actions import ensure_next_step
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.correspondence import queries, rules
from homeward.correspondence.choices import Direction, Via
from homeward.correspondence.models import MessageEntry, OptIn
from homeward.messages import actions as messages
from homeward.messages.choices import Occasion, State
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Wrote:
    """`occasion`: a text of the organisation; empty: the worker's own words in `text`.

    By the own pages, own words may say what the pages say anyhow; they are not looked through.
    """

    person: Person
    via: str
    occasion: str = ""
    text: str = ""


@transaction.atomic
def write(case: Case, said: Wrote, *, by: User, at: datetime) -> MessageEntry:
    """Writes it into the log and queues it. It answers what came in: the wait ends."""
    require(by, "correspondence.write")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if said.via == Via.PAGE:
        entry = _by_page(case, said, by=by, at=at)
    else:
        entry = _by_channel(case, said, by=by, at=at)
    _answered(case, by=by, at=at)
    return entry


def _by_page(case: Case, said: Wrote, *, by: User, at: datetime) -> MessageEntry:
    """The person reads it on their pages; a short word by a channel tells that it is there."""
    refuse_if(rules.reasons_not_to_send_in(said.text))
    entry = _kept(
        case, said.person, text=said.text.strip(), via=Via.PAGE, by=by, at=at, state=State.SENT
    )
    if queries.is_held_back(said.person.pk):
        return entry
    channels = {
        one.channel: one
        for one in queries.opt_ins(case)
        if one.person_id == said.person.pk and one.owner_org_id == by.organisation_id
    }
    if channel := rules.first_channel(channels.keys(), ""):
        opt_in = channels[channel]
        news, _language = queries.said(opt_in.owner_org, Occasion.NEWS, opt_in.language)
        _queue(opt_in, news, source=None, at=at)
    return entry


def _by_channel(case: Case, said: Wrote, *, by: User, at: datetime) -> MessageEntry:
    opt_in = queries.open_opt_in(said.person, said.via, owner=by.organisation_of_rows.pk)
    own_words = None if said.occasion else said.text
    refuse_if(
        rules.reasons_not_to_write(  # type: ignore[arg-type]
            queries.writing_facts(case, said.person, opt_in, own_words)
        )
    )
    assert opt_in is not None  # noqa: S101 - the rule asked it
    text, language = said.text.strip(), opt_in.language
    if said.occasion:
        text, language = queries.said(
            opt_in.owner_org, said.occasion, opt_in.language, reference=case.reference
        )
    entry = _kept(
        case, said.person, text=text, via=said.via, by=by, at=at, occasion=said.occasion,
        language=language,
    )  # fmt: skip
    _queue(opt_in, text, source=entry.pk, at=at)
    return entry


def _kept(
    case: Case, person: Person, *, text: str, via: str, by: User, at: datetime,
    occasion: str = "", language: str = "", state: str = State.WAITING,
) -> MessageEntry:  # fmt: skip
    return MessageEntry.objects.create(
        case=case, person=person, programme_id=case.programme_id,
        owner_org=by.organisation_of_rows, direction=Direction.OUT, via=via, occasion=occasion,
        language=language, text=text, at=at, by=by, state=state,
    )  # fmt: skip


def _queue(opt_in: OptIn, text: str, *, source: UUID | None, at: datetime) -> None:
    messages.queue(
        to=str(opt_in.address), subject=text, body=text, at=at, channel=opt_in.channel,
        organisation_id=opt_in.owner_org_id, source=source, quiet_in=opt_in.country,
    )  # fmt: skip


@transaction.atomic
def send_in(case: Case, person: Person, text: str, *, key: UUID, by: User, at: datetime) -> None:
    """The person writes to whoever answers for the case. `key` comes with the form: sent twice,
    it is taken once."""
    require(by, "correspondence.own")
    refuse_if(rules.reasons_not_to_send_in(text))
    if MessageEntry.objects.filter(pk=key).exists():
        return
    MessageEntry(
        id=key, case=case, person=person, programme_id=case.programme_id,
        owner_org_id=case.accountable_org_id, direction=Direction.IN, via=Via.PAGE,
        text=text.strip(), at=at, state=State.DELIVERED,
    ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def mark_read(case: Case, *, by: User, at: datetime) -> None:
    """What came in was read, and needs no answer."""
    require(by, "correspondence.write")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    _answered(case, by=by, at=at)


def _answered(case: Case, *, by: User, at: datetime) -> None:
    MessageEntry.objects.filter(case=case, direction=Direction.IN, read_at__isnull=True).update(
        read_at=at, read_by=by
    )
    tasks.end(TaskKind.READ_MESSAGE, case.pk, at=at)
    if case.is_open:
        ensure_next_step(case.pk, by=by, at=at)


def settle(entry_id: UUID, state: str, *, at: datetime) -> None:
    """By the sending job, or where a provider calls: by a function of the database."""
    with connection.cursor() as cursor:
        cursor.execute("select correspondence_settle(%s, %s, %s)", [entry_id, state, at])
