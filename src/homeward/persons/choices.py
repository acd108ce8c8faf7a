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
