from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferKind(TextChoices):
    SERVICE = "service", _("Service")
    TRAINING = "training", _("Training")
    VACANCY = "vacancy", _("Vacancy")
    INTERNSHIP = "internship", _("Internship")
    ON_THE_JOB = "on_the_job", _("Training at work")
    SEAT = "seat", _("Seat in a development programme")
    SEASON = "season", _("Place for a season")


class OfferStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    FILLED = "filled", _("All places taken")
    CLOSED = "closed", _("Closed")


class Intensity(TextChoices):
    """How hard the work is on the body; blank where nobody has said."""

    LIGHT = "light", _("Light work")
    MEDIUM = "medium", _("Moderate work")
    HEAVY = "heavy", _("Heavy work")


class Transport(TextChoices):
    PROVIDED = "provided", _("The organisation brings people there")
    PUBLIC = "public", _("By public transport")
    OWN = "own", _("By one's own means only")


class WagePeriod(TextChoices):
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    ONCE = "once", _("in all")


class ContractStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Waits for signatures")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")


class MonitoringKind(TextChoices):
    VISIT = "visit", _("Joint visit")
    REVIEW = "review", _("Joint review of the figures")


class Side(TextChoices):
    """Whose task it is, of the two that signed."""

    REFERRER = "referrer", _("Who refers")
    PARTNER = "partner", _("Who runs the programme")


class Missing(TextChoices):
    """What nobody has said, though who has children or comes from far must know it."""

    INTENSITY = "intensity", _("how hard the work is")
    CHILD_CARE = "child_care", _("whether children are looked after")
    HOURS = "hours", _("how many hours a week")
    TRANSPORT = "transport", _("how one comes there")


class Reason(TextChoices):
    """Why something about offers and seats is refused."""

    NO_TITLE = "no_title", _("Give it a title.")
    MORE_THAN_ALL = "more_than_all", _("More places are free than there are.")
    ENDS_BEFORE = "ends_before", _("It would end before it begins.")
    AGES_CROSS = "ages_cross", _("The lowest age is above the highest.")
    NO_CURRENCY = "no_currency", _("Say in which currency the amount is.")
    SEAT_WITHOUT_CONTRACT = (
        "seat_without_contract",
        _("A seat belongs to a contract that is in force."),
    )
    WRONG_STATUS = "wrong_status", _("It is not in a state that allows this.")
    SKILL_NAMED = "skill_named", _("This skill is named already.")
    SIGNED_ALREADY = "signed_already", _("Your side has signed already.")
    NO_REASON = "no_reason", _("Say why.")
    SHARES_CROSS = "shares_cross", _("The lowest share is above the highest.")
    MORE_THAN_A_HUNDRED = "more_than_a_hundred", _("A share is of a hundred at most.")
    SAME_SIDES = "same_sides", _("A contract is between two organisations.")
    NUMBER_TAKEN = "number_taken", _("You have a contract with this number already.")
    NOT_IN_FORCE = "not_in_force", _("The contract is not in force.")
    REPORTED_ALREADY = "reported_already", _("This period is reported already.")
    RESIDENTS_ABOVE_ALL = (
        "residents_above_all",
        _("There can't be more local residents than people served."),
    )
    OUTSIDE_CONTRACT = "outside_contract", _("The days lie outside the contract.")
    IN_FUTURE = "in_future", _("This day has not come yet.")
    HELD_ALREADY = "held_already", _("It was written down already.")
    OWN_WORDS = "own_words", _("The other side confirms what you wrote.")
    NOT_HELD = "not_held", _("It has not been held yet.")
    DONE_ALREADY = "done_already", _("This is done already.")


class Fault(TextChoices):
    """Why a cell of a sheet of offers can't be read."""

    EMPTY = "empty", _("must be filled in")
    NOT_A_CHOICE = "not_a_choice", _("is none of the words that may stand here")
    NOT_A_DAY = "not_a_day", _("is no day; write it as 2026-03-31")
    NOT_A_NUMBER = "not_a_number", _("is no number")
    NOT_YES_OR_NO = "not_yes_or_no", _("is neither yes nor no")
    NO_SUCH_AREA = "no_such_area", _("is no area that is known here; give its name or its P-code")
    NO_SUCH_OCCUPATION = "no_such_occupation", _("is no occupation of ESCO that is known here")
    NO_SUCH_SKILL = "no_such_skill", _("is no skill of ESCO that is known here")
    NO_SUCH_GROUP = "no_such_group", _("is no group that is known here")
    TWICE = "twice", _("stands in the sheet twice")
    TOO_LONG = "too_long", _("is too long")
    DOES_NOT_FIT = "does_not_fit", _("does not go with the rest of the row")
