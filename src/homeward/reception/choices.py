from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CharterStatus(TextChoices):
    DRAFT = "draft", _("In preparation")
    ANNOUNCED = "announced", _("Announced")
    LANDED = "landed", _("Landed")
    CLOSED = "closed", _("Closed")


class EntryPart(TextChoices):
    """What an organisation does at a point of entry."""

    RECEPTION = "reception", _("Receives those who arrive")
    BORDER = "border", _("Checks who enters the country")


class Presence(TextChoices):
    """What the desk says of a party on the list of a flight."""

    ARRIVED = "arrived", _("All arrived")
    PARTLY = "partly", _("Some arrived")
    NOT_ARRIVED = "not_arrived", _("Did not arrive")


class ScreeningResult(TextChoices):
    FIT = "fit", _("No need for care now")
    ATTENTION = "attention", _("Needs care now")
    SENT = "sent", _("Sent to care")
    NOT_SEEN = "not_seen", _("Did not want to be seen")


class PlaceKind(TextChoices):
    """For whom a room is kept."""

    ANYBODY = "anybody", _("Anybody")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    FAMILIES = "families", _("Families")
    CHILDREN = "children", _("Children without their parents")
    ACCESSIBLE = "accessible", _("With a wheelchair")


class StayStatus(TextChoices):
    WAITING = "waiting", _("On the waiting list")
    BOOKED = "booked", _("Place kept")
    STAYING = "staying", _("Stays here")
    LEFT = "left", _("Left")
    CANCELLED = "cancelled", _("Did not come")


class LeftTo(TextChoices):
    FAMILY = "family", _("Family")
    OWN_HOME = "own_home", _("A home of their own")
    OTHER_CENTRE = "other_centre", _("Another centre")
    HOSPITAL = "hospital", _("Hospital")
    ONWARD = "onward", _("Travelled on")
    UNKNOWN = "unknown", _("Unknown")


class RowFault(TextChoices):
    """Why a row of a manifest can't be taken."""

    NO_PERSON = "no_person", _("The row names nobody: neither a name, a document nor a number.")
    NOT_A_DATE = "not_a_date", _("This is not a date.")
    DATE_TO_COME = "date_to_come", _("This day lies in the future.")
    NOT_AN_AGE = "not_an_age", _("This is not an age in years, 0 to 120.")
    AGE_AND_BIRTH = "age_and_birth", _("Age and birth don’t fit each other.")
    UNKNOWN_WORD = "unknown_word", _("This word isn’t known here. Choose one of the template’s.")
    TOO_LONG = "too_long", _("This is too long.")
    TWICE = "twice", _("The same person stands in the sheet twice.")
    NO_HEAD = "no_head", _("The family has no head in the sheet.")
    TWO_HEADS = "two_heads", _("The family has two heads.")
    HEAD_FAULTY = "head_faulty", _("The head of the family can’t be taken, so this person can’t.")
    NO_CASE = "no_case", _("No open case of ours has this number.")
    NOT_IN_CASE = "not_in_case", _("Nobody of this case has this name.")


class Reason(TextChoices):
    """Why an action of reception is refused."""

    NO_ROWS = "no_rows", _("No row can be taken.")
    NO_HEADINGS = "no_headings", _("No heading of the sheet is known. Use the template’s.")
    TOO_MANY_ROWS = "too_many_rows", _("A manifest has at most 1,000 rows.")
    CHARTER_CLOSED = "charter_closed", _("The charter is closed.")
    WRONG_STATUS = "wrong_status", _("The charter is not at the point for this.")
    NOBODY_ON_IT = "nobody_on_it", _("Nobody is on the manifest yet.")
    STILL_EXPECTED = "still_expected", _("Somebody on it is neither arrived nor absent yet.")
    LANDS_BEFORE = "lands_before", _("It would land before it departs.")
    SAID_OTHERWISE = "said_otherwise", _("Somebody at the desk said otherwise already.")
    NOT_UNDONE = (
        "not_undone",
        _("A registered arrival is not undone here. Ask the case manager."),
    )
    NOBODY_PRESENT = "nobody_present", _("Say who arrived, or that nobody did.")
    MORE_THAN_ANNOUNCED = "more_than_announced", _("More people than 30 can’t be one party.")
    NO_CONSENT_YET = (
        "no_consent_yet",
        _("The person has not yet agreed that the case manager is told."),
    )
    NOT_OURS = "not_ours", _("Who announced them asks them for their consent.")
    NOBODY_NAMED = "nobody_named", _("Say who prepares it.")
    NO_SUCH_NEED = "no_such_need", _("This was not asked for.")
    NOT_HANDED_OVER = "not_handed_over", _("No hand-over of this case is open.")
    NOT_ARRIVED = "not_arrived", _("The arrival is not registered yet.")
    NO_FREE_PLACE = "no_free_place", _("No place of this kind is free on all these nights.")
    CENTRE_SHUT = "centre_shut", _("The centre is not open on all these nights.")
    ENDS_BEFORE = "ends_before", _("It would end before it begins.")
    NOT_STAYING = "not_staying", _("This stay is not at the point for this.")
    TOO_LONG_A_STAY = "too_long_a_stay", _("A stay is planned for 180 nights at most.")
    BEDS_IN_USE = "beds_in_use", _("More beds are in use than would be left.")
    HAS_ONE_ALREADY = "has_one_already", _("This person has a place, or waits for one, already.")
