from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Unknown")


class HouseholdRole(TextChoices):
    HEAD = "head", _("Head of household")
    PARTNER = "partner", _("Partner")
    CHILD = "child", _("Child")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Brother or sister")
    OTHER = "other", _("Other member")


class Script(TextChoices):
    LATIN = "latin", _("Latin script")
    ARABIC = "arabic", _("Arabic script")
    ETHIOPIC = "ethiopic", _("Ethiopic script")
    CYRILLIC = "cyrillic", _("Cyrillic script")
    OTHER = "other", _("Other script")


class BirthKnown(TextChoices):
    """How much of the birth date is known. There is no default date."""

    DAY = "day", _("The exact day")
    MONTH = "month", _("Month and year")
    SEASON = "season", _("Season and year")
    YEAR = "year", _("The year only")
    UNKNOWN = "unknown", _("Unknown")


class Season(TextChoices):
    """Seasons as people tell them; which months they cover differs by place."""

    RAINY = "rainy", _("Rainy season")
    DRY = "dry", _("Dry season")
    HARVEST = "harvest", _("Harvest")
    SPRING = "spring", _("Spring")
    SUMMER = "summer", _("Summer")
    AUTUMN = "autumn", _("Autumn")
    WINTER = "winter", _("Winter")


class DocumentKind(TextChoices):
    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    LAISSEZ_PASSER = "laissez_passer", _("Laissez-passer")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    OTHER = "other", _("Other document")


class ContactKind(TextChoices):
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Address")


class ConsentWay(TextChoices):
    SIGNATURE = "signature", _("Signed by the person")
    WITNESSED_ORAL = "witnessed_oral", _("Given orally before a witness")
    GUARDIAN = "guardian", _("Given by the guardian")


class Ground(TextChoices):
    """Other grounds than consent. The first two are always there; the rest where agreed."""

    VITAL_INTEREST = "vital_interest", _("Vital interest: life or health is in danger")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation: a law demands it")
    PUBLIC_TASK = "public_task", _("Public task of the recipient")
    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest")
    CONTRACT = "contract", _("Contract with the person")


ALWAYS_THERE = frozenset({Ground.VITAL_INTEREST, Ground.LEGAL_OBLIGATION})


class BasisStatus(TextChoices):
    WAITING = "waiting", _("Waits for a second person")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")


class NoticeAnswer(TextChoices):
    """What a recipient did with the data when the ground ended."""

    STOPPED = "stopped", _("We stopped using the data")
    DELETED = "deleted", _("We deleted the data")
    MUST_KEEP = "must_keep", _("We must keep the data, because …")


class Reason(TextChoices):
    """Why an action on a person or a consent is refused."""

    NO_ADULT = "no_adult", _("A household needs at least one person who is its head.")
    NOTHING_CHOSEN = "nothing_chosen", _("Choose at least one recipient and one kind of data.")
    WITNESS_MISSING = "witness_missing", _("A consent given orally needs the witness's name.")
    GUARDIAN_MISSING = "guardian_missing", _("A consent for a child needs the guardian's name.")
    ALREADY_WITHDRAWN = "already_withdrawn", _("This consent was withdrawn already.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("The consent would end before it begins.")
    ASYLUM_NEVER = (
        "asylum_never",
        _("Asylum history is never given to an authority of the country of origin."),
    )
    WIDENS = "widens", _("A consent can only be narrowed here. To allow more, record a new one.")
    TOLD_IN_THE_FUTURE = "told_in_the_future", _("The person can’t have said so in the future.")
    BEFORE_IT_BEGAN = "before_it_began", _("The consent began only after that day.")
    NO_REASON = "no_reason", _("Say why.")
    NO_CLASS = "no_class", _("Choose at least one kind of data.")
    NO_END = "no_end", _("Another ground needs an end, and the end lies ahead.")
    GROUND_NOT_AGREED = (
        "ground_not_agreed",
        _("No signed agreement in force names this ground for this recipient."),
    )
    NOT_COVERED = (
        "not_covered",
        _("No signed agreement in force lets this recipient see all of this."),
    )
    SAME_PERSON = (
        "same_person",
        _("Whoever asked for it can’t approve it. A second person decides."),
    )
    DECIDED_ALREADY = "decided_already", _("This was decided already.")
    NOT_APPROVED = "not_approved", _("Only what is in force can be ended.")
    LIFTED_ALREADY = "lifted_already", _("This block was lifted already.")
    NOBODY_CHOSEN = "nobody_chosen", _("Choose an organisation or a country.")
    BLOCKED_ALREADY = "blocked_already", _("This is blocked already.")
    ANSWERED_ALREADY = "answered_already", _("This notice was answered already.")
    NO_ANSWER = "no_answer", _("Say what you did with the data.")
    NO_DAY = "no_day", _("Say on which day it was done.")
