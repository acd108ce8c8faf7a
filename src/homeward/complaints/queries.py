"""Reads of complaints, of who handles them, of their categories and days; and their figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Case as Cases
from django.db.models import DateField, F, Q, QuerySet, Value, When

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements import queries as agreements
from homeward.cases.models import Case
from homeward.complaints import rules
from homeward.complaints.choices import OPEN, OVER, TOLD, Asked, Kind, Outcome, State
from homeward.complaints.models import Category, Complaint, Entry, Handler
from homeward.core.tokens import hash_of
from homeward.persons.models import Person
from homeward.seals import queries as seals
from homeward.tasks import queries as tasks
from homeward.tasks.choices import DayKind


@dataclass(frozen=True)
class Held:
    """What a code opens, before there is an actor."""

    link: UUID
    language: str


def link_of_code(code: str) -> Held | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select link, language from complaints_link_of_token(%s)",
            [hash_of(rules.plain(code))],
        )
        row = cursor.fetchone()
    return Held(*row) if row else None


def is_open(org_id: int) -> bool:
    """Does anybody there take complaints here?"""
    with connection.cursor() as cursor:
        cursor.execute("select complaints_is_open(%s)", [org_id])
        return bool(cursor.fetchone()[0])


def complaints() -> QuerySet[Complaint]:
    return Complaint.objects.select_related(
        "category", "handler", "taken_by", "owner_org", "answered_by", "about_user"
    )


def by_code() -> Complaint:
    """The one that the actor's code opens."""
    with connection.cursor() as cursor:
        cursor.execute("select gate_link()")
        (pk,) = cursor.fetchone()
    return Complaint.objects.select_related("owner_org", "category").get(pk=pk)


def is_seen(complaint: Complaint) -> bool:
    """Still, by the actor: what is put in order may go out of their sight."""
    return Complaint.objects.filter(pk=complaint.pk).exists()


def story(complaint: Complaint) -> list[Entry]:
    """What happened, the newest first."""
    return list(complaint.entries.select_related("by", "to_org").order_by("-at", "-pk"))


def told(complaint: Complaint) -> list[Entry]:
    """What the complainant reads, with what came before it was passed on."""
    about = [complaint.pk, *([complaint.passed_from_id] if complaint.passed_from_id else [])]
    found = Entry.objects.filter(complaint__in=about, kind__in=TOLD).select_related(
        "to_org", "owner_org"
    )
    return list(found.order_by("-at", "-pk"))


# --- The list -----------------------------------------------------------------------------------


def with_days() -> QuerySet[Complaint]:
    """Each with `due`: the day by which its next step is promised."""
    return complaints().annotate(
        due=Cases(
            When(state=State.RECEIVED, then=F("acknowledge_by")),
            When(state=State.ACKNOWLEDGED, then=F("answer_by")),
            When(state=State.APPEALED, then=F("hear_by")),
            When(state=State.ANSWERED, then=F("appeal_until")),
            default=Value(None),
            output_field=DateField(),
        )
    )


def listed(
    *, asked: str, kind: str, category: str, words: str, user: User, today: date
) -> QuerySet[Complaint]:
    found = with_days().filter(_cut(asked, user, today))
    if kind:
        found = found.filter(kind=kind)
    if category:
        found = found.filter(category__code=category)
    if words:
        found = found.filter(reference__icontains=words.strip())
    return found.order_by(F("due").asc(nulls_last=True), "-received_at")


def _cut(asked: str, user: User, today: date) -> Q:
    return {
        Asked.OPEN: Q(state__in=OPEN),
        Asked.LATE: Q(state__in=OPEN, due__lt=today),
        Asked.MINE: Q(handler=user) & ~Q(state__in=OVER),
        Asked.ANSWERED: Q(state=State.ANSWERED),
        Asked.OVER: Q(state__in=OVER),
    }.get(Asked(asked), Q())


def of_case(case: Case) -> list[Complaint]:
    return list(with_days().filter(case=case).order_by("-received_at"))


# --- Who handles them ---------------------------------------------------------------------------


def language_of(case: Case) -> str:
    """The person's, where the actor is cleared for who it is."""
    found = Person.objects.filter(pk=case.person_id).values_list("language", flat=True)
    return found.first() or ""


def handlers() -> list[Handler]:
    """Those of the actor's organisation who are named now."""
    return list(Handler.objects.filter(ended_at=None).select_related("user", "named_by"))


def handles(user: User) -> int:
    """0: is not named, 1: ordinary complaints, 2: sensitive ones as well."""
    named = Handler.objects.filter(user=user, ended_at=None).first()
    return 1 + named.is_sensitive if named else 0


def who_facts(complaint: Complaint, who: User) -> rules.WhoFacts:
    case = Case.objects.filter(pk=complaint.case_id).first() if complaint.case_id else None
    return rules.WhoFacts(
        handles=handles(who),
        is_sensitive=complaint.is_sensitive,
        is_about_them=complaint.about_user_id == who.pk,
        is_their_case=case is not None and case.worker_id == who.pk,
        is_of_team=_is_of_team(complaint, who),
    )


def _is_of_team(complaint: Complaint, who: User) -> bool:
    """Of a file that is sealed, where the actor is of its team; else there is no such complaint."""
    seal = seals.over(complaint.person_id) if complaint.sealed and complaint.person_id else None
    return seal is None or who.pk in {member.user_id for member in seals.team(seal)}


def who_may_handle(complaint: Complaint) -> list[User]:
    """Whom it can be given to; on an appeal nobody who gave the first answer."""
    out = {complaint.answered_by_id} if complaint.state == State.APPEALED else set()
    named = [handler.user for handler in handlers() if handler.user.is_active]
    return [
        user
        for user in named
        if user.pk not in out and not rules.reasons_not_to_handle(who_facts(complaint, user))
    ]


def colleagues(user: User) -> list[User]:
    return list(
        User.objects.filter(organisation=user.organisation_id, is_active=True).order_by("name")
    )


def organisations_to_pass_on_to(user: User) -> list[Organisation]:
    near = agreements.organisations_near(user.organisation_id) - {user.organisation_id}
    return list(Organisation.objects.filter(pk__in=near).order_by("name"))


def passing_facts(
    complaint: Complaint, to: Organisation | None, *, text: str, on_paper: bool
) -> rules.PassingFacts:
    agreed = to is not None and agreements.covers(
        from_org_id=complaint.owner_org_id, to_org_id=to.pk,
        programme_id=complaint.programme_id or 0, classes=[DataClass(complaint.data_class)],
        purpose=Purpose.CASEWORK,
    )  # fmt: skip
    return rules.PassingFacts(
        state=complaint.state,
        text=text,
        to_itself=to is not None and to.pk == complaint.owner_org_id,
        on_paper=on_paper,
        is_agreed=agreed,
        they_take=to is not None and is_open(to.pk),
    )


# --- Categories and days ------------------------------------------------------------------------


def of_organisation(org_id: int) -> Q:
    """Its own, and those that hold for everybody."""
    return Q(owner_org=None) | Q(owner_org=org_id)


def categories(org_id: int, *, on: date) -> list[Category]:
    """Those in force for an organisation: its own days before everybody's, the newest of each."""
    found = Category.objects.filter(of_organisation(org_id), valid_from__lte=on).order_by(
        F("owner_org").asc(nulls_first=True), "valid_from"
    )
    latest = {one.code: one for one in found}
    return sorted(latest.values(), key=lambda one: (one.position, one.code))


def category(org_id: int, code: str, *, on: date) -> Category:
    return next(one for one in categories(org_id, on=on) if one.code == code)


def versions(org_id: int, code: str) -> list[Category]:
    return list(
        Category.objects.filter(of_organisation(org_id), code=code).order_by(
            "-valid_from", F("owner_org").desc(nulls_last=True)
        )
    )


def day_after(start: date, days: int, of: Category, *, org_id: int) -> date:
    """The last day of a term that begins on `start`, by the organisation's own calendar."""
    if of.day_kind == DayKind.WORKING:
        return tasks.working_day_after(start, days, holder_org_id=org_id)
    return start + timedelta(days=days)


# --- Figures ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Counted:
    kind: str
    category: str
    state: str
    outcome: str
    way: str
    is_anonymous: bool
    appealed: bool
    received_on: date
    answered_on: date | None
    answer_by: date
    is_sensitive: bool

    def in_time(self, today: date) -> str:
        return rules.answered_in_time(
            answered_on=self.answered_on, answer_by=self.answer_by, today=today
        )


def counted(since: date, before: date) -> list[Counted]:
    """What came in from a day until before another, without anything that tells of anybody."""
    names = list(Counted.__dataclass_fields__)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(names)} from complaints_counted(%s, %s)",  # noqa: S608
            [since, before],
        )
        return [Counted(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Numbers of a time. `answered` is by in_time, late and open: of complaints alone."""

    all: int
    open: int
    late: int
    by_kind: Counter[str] = field(default_factory=Counter)
    by_category: Counter[str] = field(default_factory=Counter)
    by_way: Counter[str] = field(default_factory=Counter)
    by_outcome: Counter[str] = field(default_factory=Counter)
    by_month: Counter[date] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    appealed: int = 0

    @property
    def due(self) -> int:
        """Complaints whose day has come, or that were answered before it."""
        return self.answered["in_time"] + self.answered["late"]


# What was withdrawn or is answered by others was promised nothing here.
UNPROMISED = {State.WITHDRAWN, State.PASSED_ON}


def figures(rows: Sequence[Counted], *, today: date) -> Figures:
    wrong = [row for row in rows if row.kind == Kind.COMPLAINT]
    promised = [row for row in wrong if row.state not in UNPROMISED]
    is_open = [row for row in rows if row.state in OPEN]
    return Figures(
        all=len(rows),
        open=len(is_open),
        late=sum(row.answered_on is None and row.answer_by < today for row in is_open),
        by_kind=_count(row.kind for row in rows),
        by_category=_count(row.category for row in wrong),
        by_way=_count(row.way for row in rows),
        by_outcome=_count(row.outcome for row in wrong if row.outcome in set(Outcome)),
        by_month=Counter(row.received_on.replace(day=1) for row in rows),
        answered=_count(row.in_time(today) for row in promised),
        appealed=sum(row.appealed for row in wrong),
    )


def _count(values: Iterable[str]) -> Counter[str]:
    return Counter(values)
