"""Reads of messages with persons, and the facts that rules ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format

from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.correspondence import rules
from homeward.correspondence.choices import About, Direction
from homeward.correspondence.models import MessageEntry, OptIn, ReminderRule, Silence
from homeward.counselling.choices import State as SessionState
from homeward.counselling.models import Session
from homeward.followups.choices import Status as FollowUpStatus
from homeward.followups.models import FollowUp
from homeward.messages import queries as messages
from homeward.messages.choices import State
from homeward.messages.rules import Words, filled
from homeward.persons import queries as persons
from homeward.persons.models import Person


def of_case(case: Case) -> QuerySet[MessageEntry]:
    """All that the actor sees, the newest first."""
    return MessageEntry.objects.filter(case=case).select_related("person", "by__organisation")


def opt_ins(case: Case, *, open_only: bool = True) -> list[OptIn]:
    found = OptIn.objects.filter(case=case).select_related("person", "recorded_by")
    return list(found.filter(ended_at__isnull=True) if open_only else found)


def silences(case: Case) -> list[Silence]:
    return list(
        Silence.objects.filter(case=case, lifted_at__isnull=True).select_related("person", "set_by")
    )


def open_opt_in(person: Person, channel: str, *, owner: int) -> OptIn | None:
    return OptIn.objects.filter(
        person=person, channel=channel, owner_org_id=owner, ended_at__isnull=True
    ).first()


def is_held_back(person_id: UUID) -> bool:
    return Silence.objects.filter(person_id=person_id, lifted_at__isnull=True).exists()


def words_of(case: Case) -> Words:
    """Every name of the household, however it is spelled; and our own site."""
    people = persons.members(case.household_id)
    spelled = persons.spelled_otherwise([person.pk for person in people])
    names = [str(person.full_name) for person in people]
    names += [str(name) for found in spelled.values() for name in found]
    return Words(names=names, own_site=settings.BASE_URL.rstrip("/") + "/")


def writing_facts(
    case: Case, person: Person, opt_in: OptIn | None, own_words: str | None
) -> rules.WritingFacts:
    return rules.WritingFacts(
        is_open=case.is_open,
        of_household=person.household_id == case.household_id,
        agreed=opt_in is not None,
        held_back=is_held_back(person.pk),
        others_read=opt_in is not None and opt_in.others_read,
        own_words=own_words,
        words=words_of(case),
    )


def said(
    organisation: Organisation, occasion: str, language: str, *, reference: str = "",
    day: date | None = None, moment: datetime | None = None,
) -> tuple[str, str]:  # fmt: skip
    """The organisation's words on an occasion, filled in; and the language they are in."""
    text, spoken = messages.wording(organisation.pk, occasion, language)
    with translation.override(spoken if spoken in dict(settings.LANGUAGES) else "en"):
        local = timezone.localtime(moment) if moment else None
        day = local.date() if local else day
        values = {
            "reference": reference,
            "office": messages.office_of(organisation),
            "link": settings.BASE_URL.rstrip("/") + "/portal/",
            "day": date_format(day, "SHORT_DATE_FORMAT") if day else "",
            "time": date_format(local, "TIME_FORMAT") if local else "",
        }
    return filled(text, values), spoken


@dataclass(frozen=True, kw_only=True)
class Due:
    """Somebody is to be reminded."""

    about: About
    subject_id: UUID
    case: Case
    day: date
    moment: datetime | None
    opt_in: OptIn


def rules_of(organisation_id: int | None = None) -> QuerySet[ReminderRule]:
    found = ReminderRule.objects.filter(ended_at__isnull=True).select_related("stated_by")
    return found if organisation_id is None else found.filter(organisation_id=organisation_id)


def organisations_that_remind() -> list[int]:
    """By a function of the database: a job across owners sees no row."""
    with connection.cursor() as cursor:
        cursor.execute("select correspondence_reminding()")
        return [row[0] for row in cursor.fetchall()]


def due(organisation_id: int, *, today: date) -> list[Due]:
    """Whom the organisation's rules remind today, of its own open cases; nobody twice of a day."""
    found: list[Due] = []
    for rule in rules_of(organisation_id):
        until = today + timedelta(days=rule.days_before)
        if rule.about == About.SESSION:
            found += _of_sessions(organisation_id, rule, today, until)
        else:
            found += _of_follow_ups(organisation_id, rule, today, until)
    return found


def _of_sessions(org: int, rule: ReminderRule, today: date, until: date) -> list[Due]:
    coming = Session.objects.filter(
        owner_org_id=org,
        state=SessionState.PLANNED,
        planned_at__date__gt=today,
        planned_at__date__lte=until,
        case__closed_at__isnull=True,
    ).select_related("case")
    return [
        Due(
            about=About.SESSION,
            subject_id=session.pk,
            case=session.case,
            day=timezone.localdate(session.planned_at),
            moment=session.planned_at,
            opt_in=opt_in,
        )
        for session in coming
        for opt_in in _reached(
            session.case, rule, [session.person_id, *_taking_part(session)], session.pk,
            timezone.localdate(session.planned_at),
        )
    ]  # fmt: skip


def _taking_part(session: Session) -> list[UUID]:
    return list(session.participants.values_list("person_id", flat=True))


def _of_follow_ups(org: int, rule: ReminderRule, today: date, until: date) -> list[Due]:
    coming = FollowUp.objects.filter(
        owner_org_id=org,
        status=FollowUpStatus.PLANNED,
        opens_on__lte=until,
        closes_on__gt=today,
        case__closed_at__isnull=True,
    ).select_related("case")
    return [
        Due(
            about=About.FOLLOW_UP,
            subject_id=one.pk,
            case=one.case,
            day=one.closes_on,
            moment=None,
            opt_in=opt_in,
        )
        for one in coming
        for opt_in in _reached(one.case, rule, [one.person_id], one.pk, one.closes_on)
    ]


def _reached(
    case: Case, rule: ReminderRule, people: Sequence[UUID], subject: UUID, day: date
) -> list[OptIn]:
    """One opt-in a person, of those not held back and not reminded of this day."""
    told = set(
        MessageEntry.objects.filter(
            about=rule.about, about_id=subject, about_on=day, person_id__in=people
        ).values_list("person_id", flat=True)
    )
    held = set(
        Silence.objects.filter(person_id__in=people, lifted_at__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    agreed: dict[UUID, dict[str, OptIn]] = {}
    for opt_in in OptIn.objects.filter(
        case=case, person_id__in=set(people) - told - held, ended_at__isnull=True
    ):
        agreed.setdefault(opt_in.person_id, {})[opt_in.channel] = opt_in
    return [
        channels[channel]
        for channels in agreed.values()
        if (channel := rules.first_channel(channels.keys(), rule.channel))
    ]


@dataclass(frozen=True)
class Upcoming:
    """What the case page says of the next reminder."""

    about: About
    day: date
    remind_on: date


def next_reminder(case: Case, *, today: date) -> Upcoming | None:
    """The next one by the rules of whoever is accountable, if the person agreed to messages."""
    if not opt_ins(case):
        return None
    found: list[Upcoming] = []
    for rule in rules_of(case.accountable_org_id):
        before = timedelta(days=rule.days_before)
        if rule.about == About.SESSION:
            days = [
                timezone.localdate(at)
                for at in Session.objects.filter(
                    case=case, state=SessionState.PLANNED, planned_at__date__gt=today
                ).values_list("planned_at", flat=True)
            ]
            starts = [(day, day - before) for day in days]
        else:
            starts = [
                (closes, opens - before)
                for opens, closes in FollowUp.objects.filter(
                    case=case, status=FollowUpStatus.PLANNED, closes_on__gt=today
                ).values_list("opens_on", "closes_on")
            ]
        told = set(
            MessageEntry.objects.filter(case=case, about=rule.about).values_list(
                "about_on", flat=True
            )
        )
        found += [
            Upcoming(About(rule.about), day, max(on, today))
            for day, on in starts
            if day not in told
        ]
    return min(found, key=lambda one: one.remind_on, default=None)


def unread(case: Case) -> int:
    return MessageEntry.objects.filter(
        case=case, direction=Direction.IN, read_at__isnull=True
    ).count()


def cases_by_reference(by: User, reference: str) -> Case | None:
    """An open case that the actor sees."""
    return Case.objects.filter(reference=reference.strip(), closed_at__isnull=True).first()


def entry(pk: UUID) -> QuerySet[MessageEntry]:
    return MessageEntry.objects.filter(pk=pk).select_related("case", "person")


def waiting_for(person_id: UUID, channel: str) -> QuerySet[MessageEntry]:
    """What is to be sent to the person still, by one channel or by all."""
    found = MessageEntry.objects.filter(
        person_id=person_id, direction=Direction.OUT, state=State.WAITING
    )
    return found.filter(via=channel) if channel else found


def of_person(person_id: UUID) -> QuerySet[MessageEntry]:
    """What was written with the person who acts: both ways, the newest first."""
    return MessageEntry.objects.filter(person_id=person_id).select_related("by")


def own_opt_ins(person_id: UUID) -> QuerySet[OptIn]:
    return OptIn.objects.filter(person_id=person_id, ended_at__isnull=True)
