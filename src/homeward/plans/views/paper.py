"""A plan and a session's minutes as what their PDFs are set from. Texts are translated here.

Neither former legal status nor the way of return is read.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homeward.access.pages import Request
from homeward.core.commas import enumerated
from homeward.persons import queries as persons
from homeward.plans import queries
from homeward.plans.choices import DecidesBy
from homeward.plans.models import Decision, Goal, Plan, PlanLine, Session
from homeward.plans.queries import AgendaItem, Sitting
from homeward.plans.views import shown


def language(request: Request) -> str:
    """The one asked for, else that of the page."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in dict(settings.LANGUAGES) else get_language() or "en"


def day(on: date | None) -> str:
    return date_format(on, "DATE_FORMAT") if on else ""


def money(amount: Any, currency: str) -> str:
    return "" if amount is None else f"{localize(amount)} {currency}".strip()


def of_plan(plan: Plan) -> dict[str, Any]:
    case = plan.case
    lines = queries.lines(plan)
    answers = queries.answers(plan)
    return {
        "title": _("Reintegration plan"),
        "reference": case.reference,
        "organisation": str(plan.owner_org),
        "lead": _("Version %(version)s, %(status)s")
        % {"version": plan.version, "status": plan.get_status_display()},
        "facts": [
            [_("Household"), enumerated(str(m) for m in persons.members(case.household_id))],
            [_("What the family wants to reach"), plan.goal],
            [_("First way into a livelihood"), plan.get_route_display()],
            [_("What comes next if that fails"), plan.get_fallback_display()],
            [_("Help for longer"), plan.get_longer_need_display()],
        ],
        "goals_title": _("Goals"),
        "goals_header": [_("Goal"), _("How one sees it"), _("Today"), _("To be reached"),
                         _("By when")],
        "goals": [_goal(goal) for goal in queries.goals(plan)],
        "lines_title": _("What is done"),
        "lines_header": [_("What"), _("By whom"), _("Cost"), _("Own contribution"), _("Due")],
        "groups": [
            [str(dimension.label), [_line(line) for line in found]]
            for dimension, found in queries.grouped(lines)
        ],
        "answer_title": _("The person's answer"),
        "answer": _answered(answers[-1], plan) if answers else _("No answer is written down yet."),
        "note": _("Saying no to this plan never makes anybody lose essential aid."),
        "signatures": [_("The person"), _("Case manager"), _("Witness, where there is one")],
    }  # fmt: skip


def _goal(goal: Goal) -> list[str]:
    return [goal.text, goal.measure, goal.baseline, goal.target, day(goal.by_when)]


def _line(line: PlanLine) -> list[str]:
    title = f"{line.quantity} × {line.title}" if line.quantity > 1 else line.title
    by_whom = str(line.service.organisation) if line.service else line.get_kind_display()
    own = " + ".join(p for p in (money(line.own_amount, line.currency), line.own_in_kind) if p)
    cost = _("public service") if line.cost is None else money(line.cost, line.currency)
    return [title, by_whom, cost, own or "–", day(line.due_on)]


def _answered(said: Any, plan: Plan) -> str:
    words = {
        "answer": said.get_answer_display(),
        "way": said.get_way_display(),
        "day": day(timezone.localdate(said.at)),
    }
    text = _("%(answer)s. %(way)s, %(day)s.") % words
    if said.revision != plan.revision:
        text += " " + _("The plan was changed afterwards: the answer is needed anew.")
    return text


def of_minutes(session: Session) -> dict[str, Any]:
    """The minutes so far: composition, quorum, and each plan with its decision."""
    agenda = queries.agenda(session)
    sitting = queries.sitting(session, None)
    there = {a.seat_id: a.member for a in sitting.attendances} if sitting else {}
    return {
        "title": _("Minutes of session %(number)s") % {"number": session.number},
        "organisation": str(session.commission),
        "reference": f"{session.commission} {session.number}",
        "lead": day(session.held_on) + (f", {session.place}" if session.place else ""),
        "facts": _of_the_session(session, sitting),
        "seats_title": _("Composition"),
        "seats_header": [_("Seat"), _("Kind of seat"), _("Vote"), _("Present")],
        "seats": [
            [
                seat.institution,
                seat.get_kind_display(),
                _("Vote") if seat.has_vote else _("No vote"),
                str(there.get(seat.pk) or _("Nobody came")),
            ]
            for seat in (sitting.seats if sitting else [])
        ],
        "plans_title": _("Plans"),
        "plans": [_heard(session, item) for item in agenda],
        "moves_title": _("Changes of the agenda"),
        "moves": [
            [move.plan.case.reference, move.get_reason_display(), day(timezone.localdate(move.at))]
            for move in queries.moves_of(session)
        ],
        "moves_header": [_("Plan"), _("Reason"), _("Day")],
        "none": _("None"),
        "conditions_title": _("Conditions"),
        "recusals_title": _("Stepped out"),
        "note": _(
            "Former legal status and the way of return were not before the commission and did"
            " not enter its decisions."
        ),
        "signatures": [
            _("Chair"),
            _("Secretary"),
            *[enumerated([member, member.seat.institution]) for member in there.values()],
        ],
    }


def _of_the_session(session: Session, sitting: Sitting | None) -> list[list[str]]:
    if sitting is None:
        return [[_("Composition"), _("The commission's composition is not on record.")]]
    present = len(sitting.bench.present)
    quorum = ngettext(
        "%(present)d seat with a vote is present; the quorum is %(needed)d",
        "%(present)d seats with a vote are present; the quorum is %(needed)d",
        present,
    ) % {"present": present, "needed": sitting.bench.needed}
    return [
        [_("Level"), sitting.by.get_level_display()],
        [_("Area"), str(sitting.by.area or session.commission.country)],
        [_("Decides"), sitting.by.get_decides_by_display()],
        [_("Quorum"), quorum],
        [_("Rules"), sitting.by.source],
    ]


def _heard(session: Session, item: AgendaItem) -> dict[str, Any]:
    plan, decision = item.plan, item.decision
    sitting = queries.sitting(session, plan)
    lines = queries.lines(plan)
    return {
        "title": f"{plan.case.reference} · {item.title}",
        "facts": [
            [_("Goal"), plan.goal],
            [_("Asked"), _asked(plan, lines)],
            *(_decided(decision, sitting) if decision else [[_("Decision"), _("Not decided")]]),
        ],
        "conditions": [
            [c.text, str(c.holder_org), day(c.due_on)]
            for c in (decision.conditions.select_related("holder_org") if decision else [])
        ],
        "recusals": [
            [str(r.seat), str(r.member), r.reason] for r in (sitting.recusals if sitting else [])
        ],
    }


def _asked(plan: Plan, lines: list[PlanLine]) -> str:
    currency = shown.currency(lines, plan)
    totals = shown.totals(lines, queries.ceilings_kept(plan) if plan.package else None)
    return enumerated(f"{total.label}: {money(total.asked, currency)}" for total in totals)


def _decided(decision: Decision, sitting: Sitting | None) -> list[list[str]]:
    rows = [
        [_("Decision"), shown.outcome(decision)[1]],
        [_("Reason"), str(decision.get_reason_display())],
    ]
    if decision.remark:
        rows.append([_("Remark"), decision.remark])
    if decision.appeal_id:
        rows.append([_("Heard on appeal"), _("Yes")])
    if decision.implementer:
        rows.append([_("Carried out by"), str(decision.implementer)])
    if decision.decided_by == DecidesBy.CONSENSUS:
        rows.append([_("Votes"), _("By consensus")])
    elif sitting and sitting.votes:
        words = dict(zip(("for", "against", "abstain"), sitting.counted, strict=True))
        rows.append(
            [_("Votes"), _("%(for)d for, %(against)d against, %(abstain)d abstain") % words]
        )
    return rows
