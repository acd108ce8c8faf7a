"""What the pages show: next steps, marks of cells, months in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.alignment.choices import CONTRADICTIONS, UNSAID, Answer, Verdict, Why
from homeward.alignment.models import Comparison, Finding, Mend, Opening, PairDecision
from homeward.alignment.queries.pairs import AspectLine, Pair, leads
from homeward.alignment.queries.sides import Line
from homeward.alignment.queries.territory import Calendar, Gaps, Row, Slot
from homeward.core.patterns import NextStep, ReasonLine
from homeward.tasks.models import Task

MARKS = {Verdict.CONTRADICT: "no", Verdict.MEET: "ok", Verdict.UNKNOWN: "unk"}


def month_name(month: date) -> str:
    return str(date_format(month, "YEAR_MONTH_FORMAT"))


def short_month(month: date) -> str:
    """For the head of a column."""
    return str(date_format(month, "M y"))


def reason_lines(line: AspectLine) -> list[ReasonLine]:
    return [ReasonLine(why.label, _state(why)) for why in line.reasons]


def _state(why: Why) -> str:
    if why in CONTRADICTIONS:
        return "no"
    return "unk" if why in UNSAID else "ok"


def comparison_step(
    latest: Comparison | None, waiting: Sequence[Mend], undecided: Sequence[Finding], user: User
) -> NextStep:
    """What comes next on the page of all programmes: answer, compare, or decide."""
    own = [mend for mend in waiting if mend.asked_org_id == user.organisation_id]
    if own:
        return NextStep(
            title=_("Answer what %(org)s proposes") % {"org": own[0].by_org},
            why=own[0].text,
            holder=str(own[0].asked_org),
            url=reverse("alignment:mend", args=[own[0].pk]),
            label=_("Open the proposal"),
            mine=can(user, "alignment.decide"),
        )
    if latest is None:
        return NextStep(
            title=_("Compare all programmes"),
            why=_("Nothing was compared yet."),
            holder=user.name,
            url=reverse("alignment:compare"),
            label=_("Compare now"),
            mine=can(user, "alignment.compare"),
            post=True,
        )
    return _look_at(undecided, user)


def _look_at(undecided: Sequence[Finding], user: User) -> NextStep:
    if not undecided:
        return NextStep(title=_("No likely duplicate waits for a decision"), nothing=True)
    first = undecided[0]
    return NextStep(
        title=ngettext(
            "Decide on %(n)d likely duplicate",
            "Decide on %(n)d likely duplicates",
            len(undecided),
        )
        % {"n": len(undecided)},
        why=_("Money and places are counted twice as long as one undertaking stands here twice."),
        holder=user.name,
        url=reverse("alignment:pair", args=[first.first_id, first.second_id]),
        label=_("Open the first"),
        mine=can(user, "alignment.decide"),
    )


def pair_step(
    pair: Pair, decisions: Sequence[PairDecision], mends: Sequence[Mend], user: User
) -> NextStep:
    """An open proposal first, then the decision that is missing, then the mend to propose."""
    waiting = next((mend for mend in mends if mend.answered_at is None), None)
    if waiting:
        return _await(waiting, user)
    if (pair.is_duplicate or pair.is_overlap) and not decisions:
        return NextStep(
            title=_("Decide whether these two are the same"),
            why=_("A decision with its reason keeps the next reader from asking again."),
            url=reverse("alignment:decide", args=[pair.first.pk, pair.second.pk]),
            label=_("Decide"),
            holder=user.name,
            mine=can(user, "alignment.decide"),
        )
    if pair.against and leads(pair, asking=user.organisation_id):
        return NextStep(
            title=_("Propose what would make them meet"),
            why=str(pair.against[0].mends[0]) if pair.against[0].mends else "",
            url=reverse("alignment:propose", args=[pair.first.pk, pair.second.pk]),
            label=_("Propose a change"),
            holder=user.name,
            mine=can(user, "alignment.decide"),
        )
    return NextStep(title=_("Nothing is open on this pair"), nothing=True)


def _await(mend: Mend, user: User) -> NextStep:
    is_own = mend.asked_org_id == user.organisation_id and can(user, "alignment.decide")
    return NextStep(
        title=_("Answer the proposed change"),
        why=mend.text,
        holder=str(mend.asked_org),
        url=reverse("alignment:mend", args=[mend.pk]),
        label=_("Open the proposal"),
        mine=is_own,
        waiting_for="" if is_own else str(mend.asked_org),
    )


def calendar_step(
    found: Calendar, raised: Sequence[tuple[Opening, Task | None]], user: User
) -> NextStep:
    """Decide on what is on the list; else put on it what is not; else look at the gaps."""
    waiting = next(((o, task) for o, task in raised if o.decided_at is None), None)
    if waiting:
        opening, task = waiting
        return NextStep(
            title=_("Make returns to %(area)s and an opening meet") % {"area": opening.area},
            why=_("%(programme)s opens there after people return.")
            % {"programme": opening.programme},
            holder=str(task.holder or task.holder_org) if task else "",
            due=task.due_on if task else None,
            url=reverse("alignment:opening", args=[opening.pk]),
            label=_("Say what you do"),
            mine=True,
        )
    known = {(o.area_id, o.month) for o, _task in raised}
    soon = [
        (row, slot)
        for row in found.rows
        for slot in row.soon
        if slot.expected and slot.expected.own and (row.area.pk, slot.month) not in known
    ]
    if soon and can(user, "alignment.decide"):
        return _put_on_list(found, *soon[0], user)
    return _bare(found)


def _put_on_list(found: Calendar, row: Row, slot: Slot, user: User) -> NextStep:
    return NextStep(
        title=_("Make returns to %(area)s and an opening meet") % {"area": row.area},
        why=_(
            "In %(month)s people return and nothing is open there; a programme opens within"
            " %(n)d months after."
        )
        % {"month": month_name(slot.month), "n": found.within},
        holder=user.name,
        url=reverse("alignment:raise_openings"),
        label=_("Put them on our list"),
        mine=True,
        post=True,
    )


def _bare(found: Calendar) -> NextStep:
    if not found.bare:
        return NextStep(
            title=_("Every return that is expected meets an open programme"), nothing=True
        )
    return NextStep(
        title=_("See which needs nobody answers"),
        why=ngettext(
            "In %(n)d month of an area people return and nothing is known to be open.",
            "In %(n)d months of areas people return and nothing is known to be open.",
            found.bare,
        )
        % {"n": found.bare},
        url=reverse("alignment:gaps"),
        label=_("Open the gaps"),
        mine=True,
    )


def gaps_step(found: Gaps, programmes: Sequence[Any], user: User) -> NextStep:
    """Widening a criterion is the quickest mend: the places exist already."""
    if not found.rows or not programmes or not can(user, "alignment.count"):
        return NextStep(title=_("Nothing is open here"), nothing=True)
    return NextStep(
        title=_("See who a wider criterion would cover"),
        why=_("Before a new programme is asked for: one criterion of an open one may be enough."),
        url=reverse("alignment:widening", args=[programmes[0].pk]),
        label=_("Count them"),
        holder=user.name,
        mine=True,
    )


def sides_step(lines: Sequence[Line], corridor: str, user: User) -> NextStep:
    """The first need that somebody serves and nobody has judged; then what is to be reviewed."""
    open_ = [line for line in lines if not line.judgement]
    served = next((line for line in open_ if line.host.services or line.origin.services), None)
    if served is None:
        return NextStep(title=_("Every need that is served was judged"), nothing=True)
    return NextStep(
        title=_("Judge where this is given better: %(need)s") % {"need": served.category.label},
        why=_("Who plans a return then knows what to begin before departure."),
        holder=user.name if can(user, "alignment.judge") else "",
        url=f"{reverse('alignment:judge')}?corridor={corridor}&need={served.category.value}",
        label=_("Judge"),
        mine=can(user, "alignment.judge"),
    )


def answer_mark(mend: Mend) -> tuple[str, Any]:
    if mend.answered_at is None:
        return "wait", _("Waits for an answer")
    return ("ok" if mend.answer == Answer.AGREED else "no"), Answer(mend.answer).label
