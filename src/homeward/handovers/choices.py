from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reading(TextChoices):
    """How a criterion is read: a fact that the system holds, or what somebody judged."""

    AGREEMENTS = "agreements", _("Agreements in force between the two, as registered")
    SERVICES = "services", _("Entries of the organisation in the directory")
    STAFF = "staff", _("People of the organisation who work on cases here")
    CASES = "cases", _("Cases that the organisation answers for already")
    JUDGEMENT = "judgement", _("A judgement, with what it rests on")


class Verdict(TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    UNKNOWN = "unknown", _("Unknown")


# What somebody may say; unknown is what nobody has said yet.
JUDGED = [(code, label) for code, label in Verdict.choices if code != Verdict.UNKNOWN]


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    OFFERED = "offered", _("Waits for signatures")
    SIGNED = "signed", _("Signed by all")
    WITHDRAWN = "withdrawn", _("Taken back")
    DECLINED = "declined", _("Declined")
    DONE = "done", _("Done")


class StageStatus(TextChoices):
    PLANNED = "planned", _("Not begun")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")


class CaseState(TextChoices):
    ALL = "all", _("Open and closed")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Asylum(TextChoices):
    """What becomes of asylum history where the receiver may never have it."""

    KEEP = "keep", _("It goes to an organisation of the host country")
    ERASE = "erase", _("It is erased")


class RowState(TextChoices):
    MOVES = "moves", _("Moves")
    STAYS = "stays", _("Stays")
    MOVED = "moved", _("Moved")


class Stay(TextChoices):
    """Why a case does not move. A code that the database finds (policies.sql)."""

    REFUSED = "refused", _("The person said no")
    BLOCKED = "blocked", _("The person has closed themselves to the receiver or its country")
    NOT_REACHED = "not_reached", _("Asked, and no answer")
    NOT_ASKED = "not_asked", _("No consent and no other ground for the receiver yet")
    NO_CLAUSE = "no_clause", _("No agreement in force covers all that is held")
    OWNER_APART = "owner_apart", _("The file’s owner does not share it with the receiver")
    CUT_OFF = "cut_off", _("Who works on it by the lead’s agreements would lose sight of it")
    HOUSEHOLD = "household", _("Something else of this household stays")
    GROUP = "group", _("Member of a group project that stays")
    MONEY = "money", _("A payment of the lead’s own fund is on the way")
    RIGHTS = "rights", _("A request about the person’s own data is open")
    TRANSFER = "transfer", _("A transfer of this case waits for an answer")
    SEALED = "sealed", _("Sealed: its team decides")
    CLASH = "clash", _("The receiver holds an entry of its own in the same place")


# Those that are mended by asking the person.
TO_ASK = (Stay.NOT_ASKED, Stay.NOT_REACHED)


class Answer(TextChoices):
    AGREED = "agreed", _("Agrees")
    REFUSED = "refused", _("Says no")
    NO_ANSWER = "no_answer", _("Asked, and no answer")


class Way(TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    MESSAGE = "message", _("By message")
    LETTER = "letter", _("By letter")
    VISIT = "visit", _("At a visit")


class LineKind(TextChoices):
    SERVICE = "service", _("Entry in the directory")
    AGREEMENT = "agreement", _("Agreement")
    INDICATOR = "indicator", _("Indicators")


class Outcome(TextChoices):
    STAYS = "stays", _("Stays with the lead")
    PASSES = "passes", _("Passes to the receiver")
    ENDS = "ends", _("Ends")


class Part(TextChoices):
    """Two people of each side sign."""

    FIRST = "first", _("First signature")
    SECOND = "second", _("Second signature")


class Reason(TextChoices):
    """Why something about a handover is refused."""

    NO_SOURCE = "no_source", _("Say where it is written.")
    NO_THRESHOLD = "no_threshold", _("Say from which number on it is met.")
    NOT_LATER = "not_later", _("A new version begins today or later.")
    STATED_ALREADY = "stated_already", _("A version that begins on this day is stated already.")
    NO_EVIDENCE = "no_evidence", _("Say what the judgement rests on.")
    NOT_JUDGED = "not_judged", _("This criterion is read from what is registered.")
    NOT_LEAD = "not_lead", _("Only the lead does this.")
    NOT_PARTY = "not_party", _("Only the lead and the receivers do this.")
    WRONG_STATUS = "wrong_status", _("The handover is not in a state that allows this.")
    NO_STAGES = "no_stages", _("A handover needs at least one stage.")
    SAME_ORGANISATION = "same_organisation", _("The receiver is another organisation.")
    NO_AGREEMENT = (
        "no_agreement",
        _("The agreement is not in force between the two, or has no clause for case management."),
    )
    ASYLUM_UNSAID = (
        "asylum_unsaid",
        _(
            "The receiver is a public authority: say what becomes of asylum history that it may"
            " never have."
        ),
    )
    KEEPER_BARRED = (
        "keeper_barred",
        _("Asylum history can’t be kept by the receiver or by an authority of its country."),
    )
    LINES_OPEN = (
        "lines_open",
        _("Decide every line of the list: directory, agreements and indicators."),
    )
    SIGNED_ALREADY = "signed_already", _("You have signed already. A second person signs next.")
    SIDE_COMPLETE = "side_complete", _("Your side has signed already.")
    NOT_SIGNED = "not_signed", _("Two people of the lead and of the receiver sign first.")
    NOT_REHEARSED = "not_rehearsed", _("Rehearse this stage first.")
    STALE = (
        "stale",
        _("Something has changed since the rehearsal. Rehearse again and look at what differs."),
    )
    TOO_EARLY = "too_early", _("The stage begins on a later day.")
    RUNNING = "running", _("It is under way already.")
    NOTHING_MOVES = "nothing_moves", _("Nothing of this stage may move.")
    NO_WAY = "no_way", _("Say how the person was asked.")
    ASKED_LATER = "asked_later", _("The person can’t have been asked in the future.")
    MOVED_ALREADY = "moved_already", _("This case has moved already.")
