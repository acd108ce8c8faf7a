from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Aspect(TextChoices):
    """What two programmes are compared by."""

    DATES = "dates", _("Dates")
    AREA = "area", _("Area")
    OBJECTIVES = "objectives", _("Objectives")
    MONEY = "money", _("Money")
    CRITERIA = "criteria", _("Criteria")


class Verdict(IntegerChoices):
    """The numbers stand in arrays and in the findings: never renumber."""

    UNKNOWN = 0, _("Unknown")
    MEET = 1, _("They meet")
    CONTRADICT = 2, _("They don't meet")


class Why(IntegerChoices):
    """One bit each in a mask of reasons: never renumber."""

    DATES_APART = 0, _("One ends before the other begins.")
    ONE_HAS_ENDED = 1, _("One has ended and the other goes on or is still to begin.")
    DATES_SHARED = 2, _("They run at the same time.")
    DATES_UNSAID = 3, _("Dates or status are missing, so nobody can say whether they run together.")
    OTHER_COUNTRY = 4, _("They work in different countries.")
    OTHER_AREA = 5, _("They work in the same country, in different areas.")
    AREA_SHARED = 6, _("They work in the same place, or one inside the other's.")
    REGION_SHARED = 7, _("Both name the same wider region; no finer place is known.")
    AREA_UNSAID = 8, _("One of them does not say where it works.")
    OTHER_SECTORS = (
        9,
        _("Their sectors have none in common, in the lists or in the need they answer."),
    )
    SECTORS_SHARED = 10, _("At least one sector, or the need behind it, is the same.")
    SECTORS_UNSAID = 11, _("One of them names no sector.")
    OTHER_FUNDERS = 12, _("Their known funders have none in common.")
    FUNDERS_SHARED = 13, _("They share a funder.")
    OTHER_CURRENCY = 14, _("Their budgets are in different currencies; nothing is converted.")
    YEAR_UNFUNDED = 15, _("In a year in which both run, only one has a budget.")
    MONEY_UNSAID = 16, _("Neither funder, currency nor budget is known on both sides.")
    BUDGETS_MEET = 17, _("Their budgets are in the same currency.")
    CRITERIA_APART = 18, _("As a rule nobody meets the criteria of both.")
    CRITERIA_MEET = 19, _("Their criteria leave room for the same persons.")
    CRITERIA_UNSAID = 20, _("What one of them asks for, the other does not state.")
    PART_OF = 21, _("One is a part of the other.")
    SAME_LEAD = 22, _("The same organisation leads both, or the names are nearly the same.")
    TITLE_ALIKE = 23, _("The titles are nearly the same.")
    PLACES_SAME = 24, _("They name nearly the same places.")
    PLACES_BESIDE = 25, _("Their places lie beside each other, in the same area above.")
    AREA_WIDER = (
        26,
        _("One names a wider region, the other a country: nobody says whether it is inside."),
    )


CONTRADICTIONS = frozenset(
    {
        Why.DATES_APART,
        Why.ONE_HAS_ENDED,
        Why.OTHER_COUNTRY,
        Why.OTHER_AREA,
        Why.OTHER_SECTORS,
        Why.OTHER_FUNDERS,
        Why.OTHER_CURRENCY,
        Why.YEAR_UNFUNDED,
        Why.CRITERIA_APART,
    }
)
UNSAID = frozenset(
    {
        Why.DATES_UNSAID,
        Why.AREA_UNSAID,
        Why.AREA_WIDER,
        Why.SECTORS_UNSAID,
        Why.MONEY_UNSAID,
        Why.CRITERIA_UNSAID,
    }
)
ASPECT_OF: dict[Why, Aspect] = {
    **dict.fromkeys(
        (Why.DATES_APART, Why.ONE_HAS_ENDED, Why.DATES_SHARED, Why.DATES_UNSAID), Aspect.DATES
    ),
    **dict.fromkeys(
        (
            Why.OTHER_COUNTRY,
            Why.OTHER_AREA,
            Why.AREA_SHARED,
            Why.REGION_SHARED,
            Why.AREA_UNSAID,
            Why.AREA_WIDER,
        ),
        Aspect.AREA,
    ),
    **dict.fromkeys((Why.OTHER_SECTORS, Why.SECTORS_SHARED, Why.SECTORS_UNSAID), Aspect.OBJECTIVES),
    **dict.fromkeys(
        (
            Why.OTHER_FUNDERS,
            Why.FUNDERS_SHARED,
            Why.OTHER_CURRENCY,
            Why.YEAR_UNFUNDED,
            Why.MONEY_UNSAID,
            Why.BUDGETS_MEET,
        ),
        Aspect.MONEY,
    ),
    **dict.fromkeys((Why.CRITERIA_APART, Why.CRITERIA_MEET, Why.CRITERIA_UNSAID), Aspect.CRITERIA),
}
# What would change it, for each reason that stands in the way.
MENDS: dict[Why, object] = {
    Why.DATES_APART: _("Move a date, or bridge the months between."),
    Why.ONE_HAS_ENDED: _("Renew the one that has ended, or hand its people over to the other."),
    Why.DATES_UNSAID: _("Say when each begins and ends."),
    Why.OTHER_COUNTRY: _("Nothing to mend, unless one of them is meant to serve both ends."),
    Why.OTHER_AREA: _("Let one cover an area of the other, or agree who covers which."),
    Why.AREA_UNSAID: _("Say in which areas each works."),
    Why.AREA_WIDER: _("Say in which countries and areas each works."),
    Why.OTHER_SECTORS: _("Refer from one to the other: they answer different needs."),
    Why.SECTORS_UNSAID: _("Name the sectors of each."),
    Why.OTHER_FUNDERS: _("Ask the funders whether a common budget or rules are possible."),
    Why.OTHER_CURRENCY: _("Agree on a currency and a rate for what is paid together."),
    Why.YEAR_UNFUNDED: _("Find the budget of the year that has none, or end by then."),
    Why.MONEY_UNSAID: _("Name the funders and the budgets."),
    Why.CRITERIA_APART: _("Widen one criterion: see who would be newly covered."),
    Why.CRITERIA_UNSAID: _("Publish the criteria that are missing."),
}


class Decision(TextChoices):
    """What was decided on an overlap or a likely duplicate."""

    SAME = "same", _("One and the same: to be entered once")
    NOT_SAME = "not_same", _("Not the same")
    SIDE_BY_SIDE = "side_by_side", _("Both go on side by side")
    MERGE = "merge", _("To be joined into one")


class Side(TextChoices):
    HOST = "host", _("In the host country")
    ORIGIN = "origin", _("In the country of origin")
    BOTH = "both", _("In both")


class Answer(TextChoices):
    """A lead organisation's answer to a proposed mend."""

    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")


class Choice(TextChoices):
    """What was decided where a return comes before a programme opens."""

    WAIT = "wait", _("Agree a later return with those who wish it")
    BRIDGE = "bridge", _("Bridge the months with other support")
    OPEN_EARLIER = "open_earlier", _("Ask the programme to open earlier")
    OTHERWISE = "otherwise", _("Not this programme")


class Setting(TextChoices):
    """Thresholds of alignment: data with a day and a source."""

    OPENS_WITHIN_MONTHS = "opens_within_months", _("A programme opens within so many months")
    NEAR_KM = "near_km", _("A programme's area counts as near within so many kilometres")
    SMALLEST_COUNT = "smallest_count", _("A count below this is not shown to others")


class Reason(TextChoices):
    """Why an action is refused."""

    NO_REASON = "no_reason", _("Say why, so that others can follow it.")
    SAME_PROGRAMME = "same_programme", _("Two different programmes are compared.")
    NO_LEAD_HERE = (
        "no_lead_here",
        _("Neither programme has a lead organisation on Homeward to ask."),
    )
    LEAD_DOES_NOT_WORK_HERE = (
        "lead_does_not_work_here",
        _("That organisation leads neither of the two programmes."),
    )
    ANSWERED_ALREADY = "answered_already", _("It was answered already.")
    NOT_YOURS = "not_yours", _("Only the organisation that was asked answers.")
    OPEN_ALREADY = "open_already", _("The same mend is proposed already and waits for an answer.")
    NO_REVIEW_DAY = "no_review_day", _("A judgement is reviewed on a day after today.")
