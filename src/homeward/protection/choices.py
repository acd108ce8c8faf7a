"""Kinds, states and reasons of protection. What a kind asks for (who, when, sealed) is data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.programmes.choices.criteria import Vulnerability


class FlagKind(TextChoices):
    TRAFFICKING = "trafficking", _("Indicators of trafficking")
    RETRAFFICKING = "retrafficking", _("Fear of being trafficked again")
    IDENTIFIED_BEFORE = (
        "identified_before",
        _("Identified earlier by an anti-trafficking programme"),
    )
    UNACCOMPANIED_CHILD = "unaccompanied_child", _("Unaccompanied child")
    SEPARATED_CHILD = "separated_child", _("Child separated from the parents")
    GENDER_VIOLENCE = "gender_violence", _("Gender-based violence")
    VIOLENCE = "violence", _("Violence, torture or exploitation")
    DEBT_BONDAGE = "debt_bondage", _("Debt bondage")
    EXCLUSION = "exclusion", _("Exclusion or stigma at the place of return")
    SUICIDE_RISK = "suicide_risk", _("Risk of suicide or self-harm")
    HEALTH_NEED = "health_need", _("Health need")
    DISABILITY = "disability", _("Disability")
    CRIMINAL_PROCEEDINGS = "criminal_proceedings", _("Open criminal proceedings")
    LONGER_TERM = "longer_term", _("Needs help for longer than the programme gives it")
    OTHER = "other", _("Another concern")


# What is not named is Protection: in doubt the narrower circle reads it.
FLAG_CLASSES: dict[FlagKind, DataClass] = {
    FlagKind.SUICIDE_RISK: DataClass.HEALTH,
    FlagKind.HEALTH_NEED: DataClass.HEALTH,
    FlagKind.DISABILITY: DataClass.HEALTH,
    FlagKind.CRIMINAL_PROCEEDINGS: DataClass.LEGAL,
    FlagKind.LONGER_TERM: DataClass.CASE,
}

CHILD_KINDS = frozenset({FlagKind.UNACCOMPANIED_CHILD, FlagKind.SEPARATED_CHILD})

# The categories that programmes' criteria name, as far as a flag speaks of them.
CATEGORY_OF: dict[FlagKind, Vulnerability] = {
    FlagKind.TRAFFICKING: Vulnerability.TRAFFICKING,
    FlagKind.IDENTIFIED_BEFORE: Vulnerability.TRAFFICKING,
    FlagKind.UNACCOMPANIED_CHILD: Vulnerability.UNACCOMPANIED_CHILD,
    FlagKind.SEPARATED_CHILD: Vulnerability.UNACCOMPANIED_CHILD,
    FlagKind.GENDER_VIOLENCE: Vulnerability.GENDER_VIOLENCE,
    FlagKind.VIOLENCE: Vulnerability.VIOLENCE,
    FlagKind.DEBT_BONDAGE: Vulnerability.DEBT,
    FlagKind.HEALTH_NEED: Vulnerability.SERIOUS_ILLNESS,
    FlagKind.SUICIDE_RISK: Vulnerability.MENTAL_HEALTH,
    FlagKind.DISABILITY: Vulnerability.DISABILITY,
}


def class_of(kind: FlagKind) -> DataClass:
    return FLAG_CLASSES.get(kind, DataClass.PROTECTION)


class Level(TextChoices):
    INDIVIDUAL = "individual", _("The person")
    HOUSEHOLD = "household", _("The household")
    COMMUNITY = "community", _("The community")
    STRUCTURAL = "structural", _("Laws, services and institutions")


class FlagState(TextChoices):
    SUSPECTED = "suspected", _("Suspected")
    CONFIRMED = "confirmed", _("Confirmed")
    EXCLUDED = "excluded", _("Excluded")
    CLOSED = "closed", _("Closed")


class Source(TextChoices):
    PERSON = "person", _("the person")
    FAMILY = "family", _("a family member")
    WORKER = "worker", _("seen by a worker")
    SCREEN = "screen", _("a screening")
    DOCUMENT = "document", _("a document")
    ORGANISATION = "organisation", _("an organisation")


class Sealing(TextChoices):
    NOTHING = "nothing", _("seals nothing")
    FILE = "file", _("seals the file for a team")


class TermList(TextChoices):
    FACTOR = "factor", _("Risk and protective factors")
    INCIDENT = "incident", _("Kinds of incident")


class Effect(TextChoices):
    RAISES = "raises", _("Raises the risk")
    PROTECTS = "protects", _("Protects")


class Strength(TextChoices):
    STRONG = "strong", _("Strong")
    SOME = "some", _("To some extent")
    ABSENT = "absent", _("Not there")
    UNKNOWN = "unknown", _("Unknown")


class Conclusion(TextChoices):
    NONE_FOUND = "none_found", _("No added risk found")
    CAN_BE_LOWERED = "can_be_lowered", _("Risk that the plan can lower")
    TOO_HIGH = "too_high", _("Risk too high to go on now")
    UNKNOWN = "unknown", _("Not known yet")


class TracingResult(TextChoices):
    OPEN = "open", _("No answer yet")
    FOUND = "found", _("Found")
    FOUND_UNSAFE = "found_unsafe", _("Found, and not safe")
    NOT_FOUND = "not_found", _("Not found")


class BestInterestKind(TextChoices):
    ASSESSMENT = "assessment", _("Best-interest assessment")
    DETERMINATION = "determination", _("Best-interest determination")


class BestInterestDecision(TextChoices):
    RETURN = "return", _("Return is in the child’s best interest")
    NOT_RETURN = "not_return", _("Return is not in the child’s best interest")
    POSTPONED = "postponed", _("Postponed: more has to be known")


class NeedKind(TextChoices):
    ILLNESS = "illness", _("Illness or injury")
    MEDICINE = "medicine", _("Medicine taken regularly")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    PREGNANCY = "pregnancy", _("Pregnancy or newborn")
    DISABILITY = "disability", _("Disability: aid or support")
    EXAMINATION = "examination", _("Examination that is due")
    OTHER = "other", _("Another need")


class NeedState(TextChoices):
    OPEN = "open", _("Open")
    COVERED = "covered", _("Covered")
    CLOSED = "closed", _("Closed")


class CourtStage(TextChoices):
    NONE = "none", _("No proceedings")
    INVESTIGATION = "investigation", _("Investigation")
    CHARGED = "charged", _("Charged, before trial")
    TRIAL = "trial", _("Trial")
    APPEAL = "appeal", _("Appeal")
    ENDED = "ended", _("Ended")
    UNKNOWN = "unknown", _("Unknown")


class CourtRole(TextChoices):
    VICTIM = "victim", _("as victim or injured party")
    WITNESS = "witness", _("as witness")
    ACCUSED = "accused", _("as accused")
    UNKNOWN = "unknown", _("Unknown")


class Severity(TextChoices):
    LIGHT = "light", _("Light")
    SERIOUS = "serious", _("Serious")
    GRAVE = "grave", _("Grave: life or freedom in danger")
    UNKNOWN = "unknown", _("Unknown")


class Reason(TextChoices):
    """Why an action of protection is refused."""

    WRONG_STATE = "wrong_state", _("This was decided already.")
    CASE_CLOSED = "case_closed", _("The case is closed.")
    CHECK_OPEN = "check_open", _("A check by the protection focal point is open.")
    NO_WORDS = "no_words", _("Say what it rests on.")
    NO_EVIDENCE = "no_evidence", _("This step needs a word on what was done.")
    NO_GUARDIAN = "no_guardian", _("Name the child’s guardian first.")
    NO_ASSESSMENT = "no_assessment", _("The best-interest assessment comes first.")
    NO_PANEL = "no_panel", _("A determination is made by a panel: name at least two members.")
    NO_REVIEW = "no_review", _("Give the day of the next review.")
    IN_THE_FUTURE = "in_the_future", _("The day lies in the future.")
    STEPS_OPEN = "steps_open", _("Steps of the pathway are open.")
    NO_DETERMINATION = "no_determination", _("The best-interest determination is open.")
    HOLDER_NOT_CLEARED = (
        "holder_not_cleared",
        _("Whoever holds this must be cleared to read it."),
    )
    BEGUN_ALREADY = "begun_already", _("This pathway is open for the person already.")
    NO_AGREEMENT = "no_agreement", _("No agreement in force lets the clinic see health data.")
    NO_CONSENT = "no_consent", _("The person’s consent does not cover health data for the clinic.")
    NO_RECEIVER = "no_receiver", _("Choose the organisation that receives the hand-over.")
    NO_CONDITION = "no_condition", _("Say what the condition and the treatment are.")
    SENT_ALREADY = "sent_already", _("The hand-over was sent already.")
    NOT_SENT = "not_sent", _("The hand-over was not sent, or was taken back.")
    CONFIRMED_ALREADY = "confirmed_already", _("The clinic has confirmed already.")
    READS_ALREADY = "reads_already", _("This colleague reads the note already.")
    NOT_CLEARED = "not_cleared", _("This colleague is not cleared for legal data.")
    NOT_AUTHOR = "not_author", _("Only the author names who reads the note.")
