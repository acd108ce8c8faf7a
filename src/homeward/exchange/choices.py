from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What a token's program may do; never more than its user may."""

    CASES_READ = "cases.read", _("Read cases, their facts and plans")
    PERSONS_READ = "persons.read", _("Find persons by name")
    REFERRALS_READ = "referrals.read", _("Read referrals")
    REFERRALS_WRITE = "referrals.write", _("Draft, send and withdraw referrals")
    REFERRALS_ANSWER = "referrals.answer", _("Answer referrals and report on them")
    OFFERS_READ = "offers.read", _("Read offers")
    OFFERS_WRITE = "offers.write", _("Write your organisation’s offers")


class FileKind(TextChoices):
    """What a directory of services can be read from."""

    HSDS = "hsds", _("Open Referral HSDS 3: a data package or JSON")
    SERVICES_JORDAN = (
        "services_jordan",
        _("Services in Jordan: two GeoJSON files, English and Arabic"),
    )


class FileState(TextChoices):
    """How far a file that somebody brought has come."""

    WAITING = "waiting", _("Waits for the worker")
    CHECKED = "checked", _("Looked through")
    REFUSED = "refused", _("Has faults")
    TAKEN = "taken", _("Taken in")
    DISCARDED = "discarded", _("Thrown away")


class Reason(TextChoices):
    """Why something about a token, or a request that uses it, is refused."""

    FOR_YOURSELF = (
        "for_yourself",
        _("Nobody grants a token to themselves. Ask another programme manager."),
    )
    ANOTHER_ORGANISATION = (
        "another_organisation",
        _("The user must be an active one of your organisation."),
    )
    NO_SCOPE = "no_scope", _("Choose at least one thing that the program may do.")
    TOO_LONG = "too_long", _("A token ends after a year at the latest.")
    IN_THE_PAST = "in_the_past", _("The token would have ended already.")
    TAKEN_ALREADY = (
        "taken_already",
        _("The token was taken already. It is shown once; if it was lost, ask for another one."),
    )
    ENDED = "ended", _("The token has ended.")
    NOT_YOURS = "not_yours", _("Only the user of a token can take it.")
    ONE_TARGET = "one_target", _("Name a service or an offer, one of them.")
    FACT_NOT_OFFERED = (
        "fact_not_offered",
        _("A fact was named that the case does not offer for a referral. Read them again."),
    )
    NOT_TAKEN_YET = "not_taken_yet", _("The token was not taken yet.")
    KEY_USED_OTHERWISE = (
        "key_used_otherwise",
        _("This Idempotency-Key was used for another request. Choose a new one."),
    )
    NO_KEY = "no_key", _("Send an Idempotency-Key header of 8 to 100 characters.")
    FILE_IS_EMPTY = "file_is_empty", _("The file is empty.")
    FILE_TOO_LARGE = (
        "file_too_large",
        _("The file is larger than 50 MB. Its administrator takes it in by the command line."),
    )
    FILE_NOT_LOOKED_THROUGH = (
        "file_not_looked_through",
        _("The file was not looked through yet."),
    )
    FILE_HAS_FAULTS = "file_has_faults", _("The file has faults. Mend it, or read it leniently.")
    FILE_IS_DONE = "file_is_done", _("The file was taken in or thrown away already.")
