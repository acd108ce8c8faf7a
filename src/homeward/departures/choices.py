from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ForWhom(TextChoices):
    """Of whom an item of the checklist is asked; a household's answers are counted from it."""

    CASE = "case", _("Once for the household")
    EACH = "each", _("For each person")
    CHILD = "child", _("For each child")
    CHILD_ALONE = "child_alone", _("For a child who travels alone")


class ItemState(TextChoices):
    NEEDED = "needed", _("Missing")
    ASKED = "asked", _("Asked for")
    HAVE = "have", _("There")
    NOT_NEEDED = "not_needed", _("Not needed")


class Answer(TextChoices):
    DEPARTED = "departed", _("They departed")
    POSTPONED = "postponed", _("The travel was put off")
    NOT_DEPARTED = "not_departed", _("They do not depart")


class NotDeparted(TextChoices):
    """Why somebody did not depart. No answer here touches what they may be given elsewhere."""

    CHANGED_MIND = "changed_mind", _("Decided to stay")
    NOT_REACHED = "not_reached", _("Could not be reached")
    NO_DOCUMENT = "no_document", _("No travel document")
    NOT_FIT = "not_fit", _("Not fit to travel")
    NO_SHOW = "no_show", _("Did not come to the airport")
    OFFLOADED = "offloaded", _("Not taken on board")
    LEFT_ALONE = "left_alone", _("Left by another way")
    MAY_STAY = "may_stay", _("May stay")


class Reason(TextChoices):
    """Why an action on a departure is refused."""

    CLOSED = "closed", _("The case is closed.")
    NO_HOST_LEG = "no_host_leg", _("The case has no host leg: nobody departs.")
    ARRIVED_ALREADY = "arrived_already", _("The arrival was confirmed already.")
    DEPARTED_ALREADY = "departed_already", _("The departure was confirmed already.")
    NOT_DEPARTED_ALREADY = "not_departed_already", _("It was said already that they do not depart.")
    NO_DATE = "no_date", _("Give the new day of travel.")
    DATE_IS_PAST = "date_is_past", _("The new day of travel lies behind.")
    DATE_AHEAD = "date_ahead", _("The day of departure lies ahead.")
    NO_REASON = "no_reason", _("Say why.")
    NO_CHECKLIST = "no_checklist", _("No checklist is in force for this programme.")
    WRONG_STATE = "wrong_state", _("Somebody changed this item in the meantime.")
    NOBODY_HOLDS = "nobody_holds", _("Say who brings it.")
    ARRIVES_BEFORE = "arrives_before", _("It would arrive before it departs.")
    NO_ZONE = "no_zone", _("This time zone is not known.")
    CODE_TAKEN = "code_taken", _("An item with this code holds already.")
    NOT_THE_LEAD = "not_the_lead", _("Only the organisation that leads the programme does this.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("It would end before it begins.")
    TOO_EARLY = "too_early", _("The case is not yet, or not any more, at the departure.")
