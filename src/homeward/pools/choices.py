from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PoolKind(TextChoices):
    ORDINARY = "ordinary", _("Pooled fund")
    REGIONAL_RESERVE = "regional_reserve", _("Regional reserve")


class EarmarkKind(TextChoices):
    """What a part of a donor's money is only for."""

    PROGRAMME = "programme", _("Programme")
    COUNTRY = "country", _("Country")
    AREA = "area", _("Area")
    NEED = "need", _("Need")


class Direction(TextChoices):
    """Whether a higher figure brings more money or less."""

    MORE = "more", _("The higher the figure, the more")
    LESS = "less", _("The higher the figure, the less")


class Figure(TextChoices):
    """Where a criterion's figure comes from: counted here, or stated with its source."""

    STATED = "stated", _("Stated, with its source")
    RESERVED = "reserved", _("Counted: reserved in the programme's budgets")
    LEFT = "left", _("Counted: left in the programme's budgets")
    PAID = "paid", _("Counted: paid from the programme's budgets")


class RoundStatus(TextChoices):
    DRAWN = "drawn", _("Waits for a second person")
    PLACED = "placed", _("Approved, budgets opened")
    DROPPED = "dropped", _("Not approved")


class Standing(TextChoices):
    """How far a year of a commitment has come."""

    RESERVED = "reserved", _("Reserved")
    CONFIRMED = "confirmed", _("Confirmed")
    PARTLY = "partly", _("Partly received")
    RECEIVED = "received", _("Received")


class Rounding(TextChoices):
    """To what a donor's report is rounded; the books keep the cents."""

    CENT = "0.01", _("To the cent")
    ONE = "1", _("To the whole unit")
    HUNDRED = "100", _("To the hundred")


class Reason(TextChoices):
    """Why an action on a pool is refused."""

    NOT_OURS = "not_ours", _("Another organisation administers this pool.")
    NO_AMOUNT = "no_amount", _("The amount has to be more than nothing.")
    NO_SOURCE = "no_source", _("Say where it is written.")
    NO_YEAR = "no_year", _("Give at least one year with its amount.")
    YEAR_TWICE = "year_twice", _("A year is named twice.")
    COMMITTED_ALREADY = (
        "committed_already",
        _("This agreement of the donor stands in the pool already."),
    )
    CONFIRMED_ALREADY = "confirmed_already", _("This year is confirmed already.")
    NOT_CONFIRMED = "not_confirmed", _("The donor has not confirmed this year yet.")
    OVER_COMMITTED = "over_committed", _("More came in than is promised for this year.")
    OVER_OPEN = "over_open", _("Less than this is still open of the year.")
    SAME_YEAR = "same_year", _("It is rolled over to a later year of the same agreement.")
    NO_RATE = "no_rate", _("No rate is known for this currency on or before that day.")
    IN_FUTURE = "in_future", _("The day can't lie in the future.")
    RECEIVED_ALREADY = "received_already", _("This money is in the books already.")
    NO_TARGET = "no_target", _("Choose what the money is only for, of the kind that you chose.")
    OVER_WHOLE = "over_whole", _("The earmarks together are more than what the donor promised.")
    PART_OR_AMOUNT = "part_or_amount", _("Give either a percentage or an amount.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("It would end before it begins.")
    NOTHING_ASKED = "nothing_asked", _("A procedure asks for at least one thing.")
    NO_CRITERION = "no_criterion", _("No criterion is in force: the pool has none to share by.")
    NO_LINE = "no_line", _("Name at least one programme that may receive.")
    LINE_TWICE = "line_twice", _("A programme is named twice for the same purpose.")
    NOT_SERVED = "not_served", _("The pool does not serve one of these programmes.")
    NOTHING_FREE = "nothing_free", _("Less than this is free of a donor's money.")
    FIGURE_UNKNOWN = (
        "figure_unknown",
        _("A figure is unknown. A share can't be worked out of what is not known."),
    )
    FIGURE_NEGATIVE = "figure_negative", _("A figure is less than nothing.")
    NO_FIGURE_SOURCE = "no_figure_source", _("A stated figure needs its source.")
    SECOND_APPROVES = "second_approves", _("Whoever drew the round up can't approve it.")
    DECIDED_ALREADY = "decided_already", _("This round was decided already.")
    NO_REASON = "no_reason", _("Give the reason.")
    ANOTHER_CALCULATION = (
        "another_calculation",
        _("The donors' money changed since the round was drawn up: draw it up again."),
    )
    NO_PERIOD = "no_period", _("A period begins before it ends, and ends today or earlier.")
    NOT_A_DONOR = "not_a_donor", _("This donor has promised nothing to the pool.")
    UNTIL_PAST = "until_past", _("Budgets have to hold for some days yet.")
    OVER_CASE_CEILING = "over_case_ceiling", _("A donor's ceiling for one case would be passed.")
    NEEDS_APPROVAL = (
        "needs_approval",
        _("A donor asks to approve amounts of this size before, and no approval is recorded."),
    )
    WAY_NOT_ELIGIBLE = "way_not_eligible", _("A donor does not pay this way of giving.")
    COST_NOT_ELIGIBLE = "cost_not_eligible", _("A donor does not pay for this kind of need.")
    EVIDENCE_MISSING = "evidence_missing", _("Evidence that a donor asks for is missing.")
