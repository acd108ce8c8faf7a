"""One case as its page shows it: every noun's part, gathered once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases import casepage
from homeward.cases import queries as cases
from homeward.cases.choices import FactKind, SaidBy, Stage
from homeward.cases.models import Case, StageChange
from homeward.cases.queries import KnownFact, ways
from homeward.core.patterns import Fact, NextStep
from homeward.core.patterns import Stage as StageShown
from homeward.core.templatetags.writing import short_date
from homeward.core.timeline import Entry
from homeward.desk import links
from homeward.desk.seers import Seer, seers
from homeward.funds import queries as funds
from homeward.funds.choices import InstalmentStatus
from homeward.persons import queries as persons
from homeward.persons.models import Contact, Person
from homeward.plans import queries as plans
from homeward.plans.choices import LineKind, LineStatus, PlanStatus
from homeward.plans.models import Plan, PlanLine
from homeward.referrals import queries as referrals
from homeward.referrals.models import Referral
from homeward.surveys import queries as surveys
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task
from homeward.tasks.pages import holder as holder_of

FACTS, ENTRIES = 8, 12
LINE_MARKS = {
    LineStatus.PLANNED: "ready",
    LineStatus.UNDER_WAY: "now",
    LineStatus.DONE: "ok",
    LineStatus.DROPPED: "shut",
}
PLAN_MARKS = {
    PlanStatus.DRAFT: "draft",
    PlanStatus.SUBMITTED: "wait",
    PlanStatus.APPROVED: "ok",
    PlanStatus.REJECTED: "no",
    PlanStatus.ADJOURNED: "soon",
    PlanStatus.NO_SHOW: "soon",
}
INSTALMENT_MARKS = {
    InstalmentStatus.PLANNED: "wait",
    InstalmentStatus.PROVEN: "now",
    InstalmentStatus.REFUSED: "no",
    InstalmentStatus.PAID: "ok",
    InstalmentStatus.CANCELLED: "shut",
}


@dataclass(frozen=True, kw_only=True)
class Action:
    label: Any
    url: str
    icon: str
    post: bool = False


@dataclass(frozen=True, kw_only=True)
class File:
    case: Case
    title: str
    people: Sequence[tuple[Person, int | None]]
    stages: Sequence[StageShown]
    step: NextStep
    also_open: Sequence[tuple[Task, str, str, str, str]]
    plan: Plan | None
    plan_mark: str
    dimensions: Sequence[tuple[Any, Sequence[tuple[PlanLine, str, str, str]]]]
    referrals: Sequence[tuple[Referral, str, str]]
    referrals_to_mend: int
    instalments: Sequence[tuple[Any, str]]
    score: Any
    score_shown: str
    band: str
    facts: Sequence[Fact]
    all_facts: int
    contacts: Sequence[Contact]
    seers: Sequence[Seer]
    entries: Sequence[Entry]
    all_entries: int
    # What is begun most, and what stands folded beside it.
    actions: Sequence[Action]
    more_actions: Sequence[Action]
    panels: Sequence[tuple[str, Any]]
    side_panels: Sequence[tuple[str, Any]]


def gather(case: Case, *, user: User, on: date, whole: bool = False) -> File:
    people = persons.members(case.household_id)
    waits = tasks.open_of_case(case.pk)
    first = _first(waits, user)
    versions = plans.versions(case)
    plan = versions[-1] if versions else None
    sent = referrals.of_case(case)
    known = [
        k for k in cases.known_facts(case, people=people) if k.fact.data_class != DataClass.ASYLUM
    ]
    changes = cases.stage_changes(case)
    instalments = funds.shown_on_case(case)
    waves = surveys.shown_on_case(case)
    entries = newest_first(
        cases.history(case, changes=changes, known=known),
        plans.history(versions),
        referrals.history(sent),
        funds.history(instalments),
        surveys.history(waves),
        *casepage.histories(case),
    )
    score = surveys.latest_of(waves)
    offered = actions_on(case, user)
    # One that would stand folded alone is shown.
    shown = SHOWN_ACTIONS if len(offered) > SHOWN_ACTIONS + 1 else len(offered)
    return File(
        case=case,
        title=persons.family_name_of(people) if people else case.reference,
        people=[(person, person.age_on(on)) for person in people],
        stages=stage_bar(case, changes, user),
        step=step(case, first, user),
        also_open=[
            (
                task,
                holder_of(task, user),
                "person" if task.holder_id else "org",
                links.initials(task),
                ". ".join(filter(None, [links.note(task), *links.said_of(task)])),
            )
            for task in waits
            if task != first
        ],
        plan=plan,
        plan_mark=PLAN_MARKS[PlanStatus(plan.status)] if plan else "",
        dimensions=_dimensions(plan, sent),
        referrals=[(r, referrals.status_kind(r), referrals.status_text(r)) for r in sent],
        referrals_to_mend=referrals.needing_the_sender(sent),
        instalments=[(i, INSTALMENT_MARKS[InstalmentStatus(i.status)]) for i in instalments],
        score=score,
        score_shown=surveys.shown(score) if score else "",
        band=surveys.band_name(score) if score else "",
        facts=[shown_fact(k, case) for k in (known if whole else known[:FACTS])],
        all_facts=len(known),
        contacts=persons.contacts([person.pk for person in people]),
        seers=seers(case, [person.pk for person in people], sent, user=user, on=on),
        entries=entries if whole else entries[:ENTRIES],
        all_entries=len(entries),
        actions=offered[:shown],
        more_actions=offered[shown:],
        panels=casepage.panels(case, user, on, side=False),
        side_panels=casepage.panels(case, user, on, side=True),
    )


def is_own(case: Case, user: User) -> bool:
    """Of the reader's organisation: its history is for its owner alone."""
    return case.owner_org_id == user.organisation_id


def newest_first(*parts: Sequence[Entry]) -> list[Entry]:
    """What happened, of every noun, the newest first."""
    return sorted(
        (entry for part in parts for entry in part),
        key=lambda entry: (entry.at, entry.sort),
        reverse=True,
    )


def _first(waits: Sequence[Task], user: User) -> Task | None:
    """The most urgent of the reader's own, else of all: what one can do oneself comes first."""
    mine = [task for task in waits if links.is_mine(task, user)]
    return next(iter(mine or waits), None)


def step(case: Case, task: Task | None, user: User) -> NextStep:
    if not case.is_open:
        return NextStep(
            title=_("Closed: %(reason)s") % {"reason": case.get_closure_reason_display()},
            why=_("Closed on %(day)s.") % {"day": short_date(case.closed_at)},
            nothing=True,
        )
    if task is None:
        return NextStep(
            title=_("No step is open on this case"),
            why=_("Whoever takes it up next begins with one of its actions."),
            nothing=True,
        )
    if links.is_mine(task, user):
        return NextStep(
            title=task.get_kind_display(),
            why=links.why(task),
            holder=holder_of(task, user),
            due=task.due_on,
            url=links.to_do(task),
            label=links.label(task),
            mine=True,
        )
    return _theirs(task, user)


def _theirs(task: Task, user: User) -> NextStep:
    may_remind = task.waiter_org_id == user.organisation_id and can(user, "desk.remind")
    holder = holder_of(task, user)
    return NextStep(
        title=task.get_kind_display(),
        why=links.why(task),
        holder=holder,
        due=task.due_on,
        url=reverse("desk:remind", args=[task.pk]) if may_remind else "",
        label=_("Remind"),
        waiting_for=holder,
        post=True,
    )


def stage_bar(case: Case, changes: Sequence[StageChange], user: User) -> list[StageShown]:
    """Each stage of the case's way with the day it began and who holds it."""
    shown = []
    for stand in ways.bar(case, changes):
        lines = _stage_lines(case, stand.stage, user) if stand.state != "to_come" else ()
        day = (short_date(stand.began.date()),) if stand.began else ()
        shown.append(StageShown(stand.name, stand.state, day + lines))
    return shown


def _stage_lines(case: Case, stage: Stage, user: User) -> tuple[str, ...]:
    if stage == Stage.CLOSURE:
        return (case.get_closure_reason_display(),)
    if stage == case.stage and case.worker_id:
        return (_("You") if case.worker_id == user.pk else str(case.worker),)
    holders = {
        Stage.COUNSELLING: case.owner_org,
        Stage.APPLICATION: case.owner_org,
        Stage.DECISION: case.owner_org,
        Stage.DEPARTURE: case.owner_org,
        Stage.TRAVEL: case.owner_org,
        Stage.ARRIVAL: case.reception_org,
    }
    holder = holders.get(stage, case.case_org or case.accountable_org)
    return (str(holder),) if holder else ()


def _dimensions(
    plan: Plan | None, sent: Sequence[Referral]
) -> list[tuple[Any, list[tuple[PlanLine, str, str, str]]]]:
    """The plan's lines by dimension, each with what its last referral says of it."""
    if plan is None:
        return []
    last: dict[Any, Referral] = {}
    for referral in sent:
        last.setdefault(referral.line_id, referral)
    return [
        (dimension, [(line, cost(line), *_line_status(line, last.get(line.pk))) for line in found])
        for dimension, found in plans.grouped(plans.lines(plan))
    ]


def _line_status(line: PlanLine, referral: Referral | None) -> tuple[str, str]:
    if referral and line.status != LineStatus.DONE:
        return referrals.status_kind(referral), referrals.status_text(referral)
    status = LineStatus(line.status)
    return LINE_MARKS[status], str(status.label)


def cost(line: PlanLine) -> str:
    if line.kind == LineKind.PUBLIC_SERVICE or line.cost is None:
        return _("public service") if line.kind == LineKind.PUBLIC_SERVICE else ""
    return f"{funds.amount_text(line.cost)} {line.currency}"


def shown_fact(known: KnownFact, case: Case) -> Fact:
    """A fact with its origin, as the side of the case page shows it."""
    fact = known.fact
    label = str(FactKind(fact.kind).label)
    if fact.person_id != case.person_id and fact.person.given_name:
        label = f"{label}, {fact.person.given_name}"
    said = _("%(who)s, %(org)s %(day)s") % {
        "who": isolated(fact.said_by_name or SaidBy(fact.said_by).label),
        "day": isolated(short_date(fact.said_on)),
        "org": isolated(fact.recorded_by.organisation),
    }
    if not fact.value:
        return Fact(label, "", _("asked, not known") + " · " + said, "unknown")
    if known.confirmed is None:
        return Fact(label, fact.value, said + " · " + _("not confirmed since"), "said")
    confirmed = _("confirmed %(day)s, %(org)s") % {
        "day": isolated(short_date(known.confirmed.at.date())),
        "org": isolated(known.confirmed.by.organisation),
    }
    return Fact(label, fact.value, said + " · " + confirmed, "confirmed")


def isolated(value: Any) -> str:
    """A name of either script keeps its own direction inside a sentence of the other."""
    return f"\u2068{value}\u2069"


SHOWN_ACTIONS = 3
EARLY = {Stage.COUNSELLING, Stage.APPLICATION, Stage.DECISION, Stage.DEPARTURE}
TO_ANNOUNCE = {Stage.COUNSELLING, Stage.DEPARTURE}
ARRIVED = {Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP}


def actions_on(case: Case, user: User) -> list[Action]:
    """What this reader can begin on the case now, beside its next step."""
    found: list[Action] = []

    def offer(action: str, holds: bool, label: str, url: str, icon: str) -> None:
        if holds and can(user, action):
            found.append(Action(label=label, url=reverse(url, args=[case.pk]), icon=icon))

    is_open, stage = case.is_open, Stage(case.stage)
    accountable = case.accountable_org_id == user.organisation_id
    if is_open and accountable and case.worker_id != user.pk and can(user, "cases.confirm_facts"):
        url = reverse("cases:take", args=[case.pk])
        found.append(Action(label=_("Take this case"), url=url, icon="user-check", post=True))
    offer("cases.note", is_open, _("Note"), "cases:note", "pencil-plus")
    offer(
        "cases.take_intake",
        is_open and stage in EARLY,
        _("Intake"),
        "cases:intake",
        "clipboard-list",
    )
    offer(
        "cases.announce_arrival",
        is_open and stage in TO_ANNOUNCE and case.host_country_id is not None,
        _("Announce the arrival"),
        "cases:announce",
        "plane-arrival",
    )
    offer(
        "referrals.draft",
        is_open and stage in ARRIVED,
        _("New referral"),
        "referrals:choose",
        "send",
    )
    offer("seals.seal", is_open or case.sealed, _("Seal and team"), "seals:seal", "lock")
    offer(
        "packages.send",
        case.owner_org_id == user.organisation_id,
        _("Send to another installation"),
        "packages:send",
        "transfer",
    )
    offer("cases.read", True, _("Summary as a PDF"), "desk:summary", "file")
    if can(user, "rights.read"):
        url = f"{reverse('rights:index')}?reference={case.reference}"
        found.append(Action(label=_("Rights"), url=url, icon="user-check"))
    found += [
        Action(
            label=begin.label,
            url=reverse(begin.url, args=[case.pk]),
            icon=begin.icon,
            post=begin.post,
        )
        for begin in casepage.begins(case, user)
    ]
    offer("cases.close", is_open and accountable, _("Close the case"), "cases:close", "folder")
    return found
