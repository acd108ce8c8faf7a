from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass


class SessionKind(TextChoices):
    FIRST = "first", _("First counselling")
    COUNSELLING = "counselling", _("Counselling")
    ORIENTATION = "orientation", _("Orientation session")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial session")
    HOME_VISIT = "home_visit", _("Home visit")
    WORKPLACE_VISIT = "workplace_visit", _("Workplace visit")
    PHONE = "phone", _("Phone call")
    FAMILY = "family", _("Talk with the family before the return")
    COMMUNITY = "community", _("Talk with the community before the return")
    THREE_WAY = "three_way", _("First meeting of the person and both partners")
    COACHING = "coaching", _("Coaching visit")
    FOLLOW_UP = "follow_up", _("Follow-up")


# What is told in these is of health, and seen by whoever is cleared for health.
CLASS_OF = {SessionKind.PSYCHOSOCIAL: DataClass.HEALTH}
# These reach people at the place of return before the person is there.
OUTREACH = {SessionKind.FAMILY, SessionKind.COMMUNITY}


def class_of(kind: str) -> DataClass:
    return CLASS_OF.get(SessionKind(kind), DataClass.CASE)


class State(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NO_SHOW = "no_show", _("Nobody came")
    CANCELLED = "cancelled", _("Cancelled")


class Location(TextChoices):
    OFFICE = "office", _("At the office")
    REMOTE = "remote", _("At a distance")
    HOME = "home", _("At home")
    WORKPLACE = "workplace", _("At the workplace")
    CENTRE = "centre", _("At a centre")
    COMMUNITY = "community", _("In the community")
    OTHER = "other", _("Elsewhere")


class Why(TextChoices):
    """Why a planned session was not held."""

    UNREACHABLE = "unreachable", _("Not reached")
    ILL = "ill", _("Ill")
    WORKS = "works", _("Had to work")
    NO_TRANSPORT = "no_transport", _("No transport")
    NO_INTERPRETER = "no_interpreter", _("No interpreter")
    COUNSELLOR = "counsellor", _("The counsellor could not come")
    DID_NOT_WANT = "did_not_want", _("Did not want to")
    OTHER = "other", _("Another reason")
    UNKNOWN = "unknown", _("Not known")


class HelpKind(TextChoices):
    FOOD = "food", _("Food kit")
    HEALTH_CARE = "health_care", _("Health care")
    MEDICINE = "medicine", _("Medicine")
    CLOTHING = "clothing", _("Clothing")
    HYGIENE = "hygiene", _("Hygiene kit")
    SHELTER = "shelter", _("Shelter")
    TRANSPORT = "transport", _("Transport")
    DOCUMENTS = "documents", _("Documents")
    CHILD = "child", _("For a child")
    OTHER = "other", _("Other help")


HEALTH = {HelpKind.HEALTH_CARE, HelpKind.MEDICINE}


def class_of_help(kind: str) -> DataClass:
    return DataClass.HEALTH if kind in HEALTH else DataClass.CASE


class Reason(TextChoices):
    """Why something about a session is refused."""

    CLOSED = "closed", _("The case is closed.")
    NOBODY = "nobody", _("Choose at least one person of the household.")
    NOT_COVERED = (
        "not_covered",
        _("No agreement and consent let this colleague's organisation see the case."),
    )
    LEADER = "leader", _("A session is led by a colleague of yours, or by one who is invited.")
    NOT_PLANNED = "not_planned", _("The session is not open any more.")
    STILL_PLANNED = "still_planned", _("The session was not recorded yet.")
    TOO_EARLY = "too_early", _("A session is recorded on its day or later.")
    IN_THE_PAST = "in_the_past", _("A session is planned for a moment to come.")
    NO_WHY = "no_why", _("Choose why it was not held.")
    STEP_WITHOUT_DAY = "step_without_day", _("What was agreed on needs a day, and a day a step.")
    IN_THE_GROUP = "in_the_group", _("The case is in this group already.")
