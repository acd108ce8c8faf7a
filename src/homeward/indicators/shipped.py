"""The definitions that come with the software: what the founding documents ask to be measured.

Texts are marked here and translated where they are shown (models.in_words). A definition that is to
change gets a new version by a new migration; what was shipped stays as it was computed.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from homeward.indicators.choices import Dimension, Direction, Measure, PeriodKind, Unit

D = Dimension
OF_RETURN = (D.PROGRAMME, D.CORRIDOR, D.AREA, D.ORGANISATION, D.DONOR, D.SEX, D.AGE_BAND)
OF_PLACE = (D.PROGRAMME, D.CORRIDOR, D.AREA, D.ORGANISATION, D.DONOR)
ALWAYS = (PeriodKind.ALL, PeriodKind.YEAR, PeriodKind.QUARTER)
YEARLY = (PeriodKind.ALL, PeriodKind.YEAR)

STEP_8 = _("Operational Framework Reintegration and Development (nutshell), step 8")
STEP_9 = _("Operational Framework Reintegration and Development (nutshell), step 9")
REFERRALS = _(
    "Operational Framework Reintegration and Development (nutshell), effective referrals and the"
    " four requirements of a referral mechanism"
)
RABAT_CAMEROON = _("Rabat Process outcome document, experience of Belgium and Cameroon")
RABAT_REMIGRATION = _("Rabat Process outcome document, rate of re-migration")
RABAT_SURVEY = _("Rabat Process outcome document, Reintegration Sustainability Survey")
RABAT_WORK = _("Rabat Process outcome document, reintegration through employment and businesses")
RABAT_TAG = _(
    "Rabat Process outcome document, results of wider projects that are not specific to return"
)
IOM_PATHWAYS = _(
    "IOM Reintegration Handbook, 4.2, safe and regulated mobility channels as a free choice"
)
IOM_RESULTS = _("IOM presentation on reintegration, clear indicators and benchmarks")
IOM_COMMUNITY = _("IOM presentation on reintegration, local communities benefit too")

RETURN_DAY = _("the day of the return")
SENT_DAY = _("the day on which it was sent")
START_DAY = _("the first day of work")
BEGAN_DAY = _("the day on which the business began")
HELD_DAY = _("the day of the interview")
ARRIVED = _("returns whose day of arrival is known")
GOOD = ["certificate", "finished", "employed", "enrolled", "treated"]


@dataclass(frozen=True, kw_only=True)
class Shipped:
    code: str
    name: str
    meaning: str
    numerator: str
    denominator: str
    source: str
    unit: Unit
    measure: Measure
    direction: Direction
    cited: str
    dated_by: str
    formula: dict[str, Any] = field(default_factory=dict)
    dimensions: tuple[Dimension, ...] = OF_RETURN
    periods: tuple[PeriodKind, ...] = ALWAYS


WORK_MEANING = _(
    "Whether work lasts. Who was asked and could not be found is put aside as unknown, and the"
    " number is told."
)
WORK_OF = _("placements whose first day lies that long ago and of which it is known")
BUSINESS_MEANING = _(
    "Whether a business lasts. One that stopped before counts as stopped, asked or not; whom nobody"
    " reached is put aside as unknown, and the number is told."
)
BUSINESS_OF = _("businesses that began that long ago and of which it is known")
LEFT_MEANING = _(
    "Who left again within twelve months of the return. Nobody is asked to stay: by a regular"
    " channel, leaving again is a good outcome. What nobody told is not counted, so that the true"
    " share is this or higher."
)
LEFT_OF = _("persons whose return lies twelve months ago or more")
SCORE_MEANING = _(
    "How well returnees stand on their own feet, from 0 to 1, as the survey's own scoring sheet"
    " adds it up. Interviews without a score are left out."
)


def work(months: int, name: str, numerator: str) -> Shipped:
    return Shipped(
        code=f"employment-{months}-months", name=name, meaning=WORK_MEANING, numerator=numerator,
        denominator=WORK_OF, source="work", unit=Unit.PLACEMENT, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=RABAT_WORK, dated_by=START_DAY,
        formula={
            "of": [["months", "is", months]],
            "reached": [["outcome", "in", ["here", "elsewhere", "self_employed"]]],
            "unknown": [["outcome", "in", ["", "unknown"]]],
            "within_months": months,
        },
    )  # fmt: skip


def business(months: int, name: str, numerator: str) -> Shipped:
    return Shipped(
        code=f"business-{months}-months", name=name, meaning=BUSINESS_MEANING, numerator=numerator,
        denominator=BUSINESS_OF, source="businesses", unit=Unit.BUSINESS, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=RABAT_WORK, dated_by=BEGAN_DAY,
        formula={
            "of": [["months", "is", months]],
            "reached": [["outcome", "in", ["runs", "changed"]]],
            "unknown": [["outcome", "in", ["", "not_reached"]]],
            "within_months": months,
        },
    )  # fmt: skip


def left(channel: str, name: str, numerator: str, direction: Direction, cited: str) -> Shipped:
    return Shipped(
        code=f"left-again-{channel}", name=name, meaning=LEFT_MEANING, numerator=numerator,
        denominator=LEFT_OF, source="leavings", unit=Unit.PERSON, measure=Measure.SHARE,
        direction=direction, cited=cited, dated_by=RETURN_DAY, periods=YEARLY,
        formula={
            "reached": [["until", "known", True], ["outcome", "is", channel]],
            "within_months": 12,
        },
    )  # fmt: skip


DEFINITIONS = (
    Shipped(
        code="days-to-first-delivery",
        name=_("Time from return to the first help"),
        meaning=_(
            "How long people wait after their return until the first help is in their hands: goods"
            " or money handed over, a voucher used, a service begun."
        ),
        numerator=_("returns after which some help arrived"),
        denominator=ARRIVED,
        source="returns", unit=Unit.CASE, measure=Measure.MEDIAN_DAYS, direction=Direction.LOWER,
        cited=STEP_8, dated_by=RETURN_DAY,
    ),
    Shipped(
        code="days-to-settlement",
        name=_("Time from training to settlement"),
        meaning=_(
            "How long it takes from the end of a training until the person's own business or first"
            " day of work begins."
        ),
        numerator=_("trainings after which work or a business began"),
        denominator=_("trainings that were finished"),
        source="settlement", unit=Unit.REFERRAL, measure=Measure.MEDIAN_DAYS,
        direction=Direction.LOWER, cited=RABAT_CAMEROON, dated_by=_("the end of the training"),
    ),
    Shipped(
        code="referral-acceptance",
        name=_("Referrals accepted"),
        meaning=_(
            "How many referrals a receiver takes. Silence until the end counts as not accepted;"
            " those still waiting for an answer are put aside, and their number is told."
        ),
        numerator=_("referrals that the receiver accepted"),
        denominator=_("referrals that were answered, or ran out without an answer"),
        source="referrals", unit=Unit.REFERRAL, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=REFERRALS, dated_by=SENT_DAY,
        formula={
            "of": [["kind", "in", ["waiting", "accepted", "ended", "broken_off", "refused",
                                   "silent"]]],
            "reached": [["kind", "in", ["accepted", "ended", "broken_off"]]],
            "unknown": [["kind", "is", "waiting"]],
        },
    ),
    Shipped(
        code="referral-completion",
        name=_("Referrals completed"),
        meaning=_(
            "How many of the referrals that were accepted came to a good end. Those under way are"
            " put aside, and their number is told."
        ),
        numerator=_("referrals that were completed"),
        denominator=_("referrals that were accepted and have ended"),
        source="referrals", unit=Unit.REFERRAL, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=REFERRALS, dated_by=SENT_DAY,
        formula={
            "of": [["kind", "in", ["accepted", "ended", "broken_off"]]],
            "reached": [["outcome", "in", GOOD]],
            "unknown": [["kind", "is", "accepted"]],
        },
    ),
    Shipped(
        code="referral-outcome",
        name=_("Outcomes confirmed by the person"),
        meaning=_(
            "How many of the referrals that a receiver reports as completed the person confirms."
            " Who was not asked is put aside, and the number is told."
        ),
        numerator=_("completed referrals of which the person says that it was so"),
        denominator=_("completed referrals on which the person was asked"),
        source="referrals", unit=Unit.REFERRAL, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=REFERRALS, dated_by=SENT_DAY,
        formula={
            "of": [["outcome", "in", GOOD]],
            "reached": [["base", "at_least", 1]],
            "unknown": [["base", "known", False]],
        },
    ),
    Shipped(
        code="referral-feedback",
        name=_("Referrals with feedback"),
        meaning=_(
            "How often the one who refers hears what became of it: a reason for a refusal, or an"
            " outcome. What still goes on is put aside."
        ),
        numerator=_("referrals with a reason or an outcome told to the sender"),
        denominator=_("referrals that were refused, ended, broken off, or ran out"),
        source="referrals", unit=Unit.REFERRAL, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=REFERRALS, dated_by=SENT_DAY,
        formula={
            "of": [["kind", "in", ["refused", "ended", "broken_off", "silent"]]],
            "reached": [["value", "at_least", 1]],
        },
    ),
    work(3, _("In work after 3 months"), _("placements with the person in work 3 months later")),
    work(6, _("In work after 6 months"), _("placements with the person in work 6 months later")),
    work(12, _("In work after 12 months"), _("placements with the person in work 12 months later")),
    business(3, _("Businesses that run after 3 months"), _("businesses that run 3 months later")),
    business(6, _("Businesses that run after 6 months"), _("businesses that run 6 months later")),
    business(
        12, _("Businesses that run after 12 months"), _("businesses that run 12 months later")
    ),
    left(
        "regular", _("Left again by a regular channel"),
        _("persons who left again by visa, permit or free movement"),
        Direction.HIGHER, IOM_PATHWAYS,
    ),
    left(
        "irregular", _("Left again without papers for the journey"),
        _("persons who left again by an irregular channel"),
        Direction.LOWER, RABAT_REMIGRATION,
    ),
    Shipped(
        code="reintegration-score", name=_("Reintegration score"), meaning=SCORE_MEANING,
        numerator=_("the sum of the scores"), denominator=_("interviews with a score"),
        source="scores", unit=Unit.INTERVIEW, measure=Measure.MEAN,
        direction=Direction.HIGHER, cited=RABAT_SURVEY, dated_by=HELD_DAY,
        formula={"of": [["kind", "is", "rss"]]}, dimensions=(*OF_RETURN, D.WAVE),
    ),
    Shipped(
        code="reintegration-score-change", name=_("Change of the reintegration score"),
        meaning=_(
            "How the score of the same people changed since their baseline. People without a"
            " baseline are put aside: comparing averages of different people would mislead."
        ),
        numerator=_("the sum of each person's score less their score at the baseline"),
        denominator=_("interviews after the baseline of persons who have one"),
        source="scores", unit=Unit.INTERVIEW, measure=Measure.CHANGE,
        direction=Direction.HIGHER, cited=RABAT_SURVEY, dated_by=HELD_DAY,
        formula={"of": [["kind", "is", "rss"], ["wave", "in", ["midterm", "final"]]]},
        dimensions=(*OF_RETURN, D.WAVE),
    ),
    Shipped(
        code="satisfaction", name=_("Satisfaction with the support"),
        meaning=_(
            "What people say of the support they had, as an instrument with a scoring sheet of its"
            " own adds it up. Without such an instrument there is no figure."
        ),
        numerator=_("the sum of the scores"), denominator=_("interviews with a score"),
        source="satisfaction", unit=Unit.INTERVIEW, measure=Measure.MEAN,
        direction=Direction.HIGHER, cited=STEP_8, dated_by=HELD_DAY,
        dimensions=(*OF_RETURN, D.WAVE),
    ),
    Shipped(
        code="complaints-in-time", name=_("Complaints answered in time"),
        meaning=_(
            "How many complaints had an answer by the day that was promised. Those whose day is"
            " still to come are put aside."
        ),
        numerator=_("complaints that were answered by their day"),
        denominator=_("complaints whose day has come"),
        source="complaints", unit=Unit.COMPLAINT, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=STEP_8,
        dated_by=_("the day on which the complaint came in"),
        formula={
            "reached": [["outcome", "is", "in_time"]],
            "unknown": [["outcome", "is", "open"]],
        },
        dimensions=OF_PLACE,
    ),
    Shipped(
        code="origin-actors-owning-a-step", name=_("Origin-side actors who own a step"),
        meaning=_(
            "How many of the organisations of the country of origin that have a part in an"
            " agreement or answer for a case hold, or have held, a step of somebody's way."
        ),
        numerator=_("organisations that hold or held a step of a case"),
        denominator=_("organisations of the country of origin with a part in the programme"),
        source="actors", unit=Unit.ORGANISATION, measure=Measure.SHARE,
        direction=Direction.HIGHER, cited=REFERRALS,
        dated_by=_("none: it is counted as it stands"),
        formula={"reached": [["until", "known", True]]},
        dimensions=(D.PROGRAMME, D.CORRIDOR, D.DONOR), periods=(PeriodKind.ALL,),
    ),
    Shipped(
        code="residents-in-projects", name=_("Local residents in group projects"),
        meaning=_("Whether group projects serve the community and not returnees alone."),
        numerator=_("members who are local residents"), denominator=_("members of group projects"),
        source="members", unit=Unit.MEMBER, measure=Measure.SHARE,
        direction=Direction.NEITHER, cited=IOM_COMMUNITY,
        dated_by=_("the day on which they joined"),
        formula={"reached": [["outcome", "is", "resident"]]},
    ),
    Shipped(
        code="cost-per-result", name=_("Cost per goal reached"),
        meaning=_(
            "What was paid for each goal of a plan that was reached. Payments of cases without a"
            " goal reached count too. Each currency stands by itself."
        ),
        numerator=_("payments that did not come back"),
        denominator=_("goals of plans in force that were reached"),
        source="costs", unit=Unit.CASE, measure=Measure.RATIO,
        direction=Direction.LOWER, cited=IOM_RESULTS, dated_by=RETURN_DAY, periods=YEARLY,
    ),
    Shipped(
        code="budget-granted", name=_("Budget granted of what was requested"),
        meaning=_(
            "How much of what plans ask for, beyond the own contribution, was reserved for them."
            " Each currency stands by itself."
        ),
        numerator=_("money reserved for the plans"),
        denominator=_("money that the plans ask for"),
        source="budgets", unit=Unit.CASE, measure=Measure.RATIO,
        direction=Direction.HIGHER, cited=RABAT_CAMEROON,
        dated_by=_("the day on which the plan was submitted"),
    ),
    Shipped(
        code="budget-unmet", name=_("Budget requested and not granted"),
        meaning=_("What is missing between what plans ask for and what was reserved for them."),
        numerator=_("money that the plans ask for, less what was reserved"),
        denominator=_("money that the plans ask for"),
        source="budgets", unit=Unit.CASE, measure=Measure.GAP,
        direction=Direction.LOWER, cited=RABAT_CAMEROON,
        dated_by=_("the day on which the plan was submitted"),
    ),
    Shipped(
        code="needs-unmet", name=_("Needs that are not met"),
        meaning=_(
            "How many of the needs that plans in force name are past their day, or were refused"
            " everywhere, with nothing under way. Needs whose day is still to come, or that are"
            " being met, are put aside."
        ),
        numerator=_("needs that are not met and with nothing under way"),
        denominator=_("needs that are met, or past their day"),
        source="needs", unit=Unit.NEED, measure=Measure.SHARE,
        direction=Direction.LOWER, cited=STEP_9,
        dated_by=_("the day on which the plan was approved"),
        formula={
            "of": [["outcome", "in", ["met", "unmet", "under_way", "planned"]]],
            "reached": [["outcome", "is", "unmet"]],
            "unknown": [["outcome", "in", ["under_way", "planned"]]],
        },
    ),
    Shipped(
        code="returnees-in-wider-projects",
        name=_("Returnees among those whom wider projects reach"),
        meaning=_(
            "Returnees as a tag in the figures of projects that are not for returnees alone:"
            " people reached, and how many of them returned."
        ),
        numerator=_("people reached who are returnees"), denominator=_("all people reached"),
        source="wider", unit=Unit.REPORT, measure=Measure.RATIO,
        direction=Direction.NEITHER, cited=RABAT_TAG,
        dated_by=_("the day on which they were counted"),
        dimensions=OF_PLACE, periods=YEARLY,
    ),
)  # fmt: skip
