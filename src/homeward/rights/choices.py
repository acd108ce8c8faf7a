from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestKind(TextChoices):
    """The rights of the data subject that a request can call on (GDPR art. 15, 16, 17)."""

    COPY = "copy", _("A copy of all that is held")
    RECTIFICATION = "rectification", _("Put something right")
    ERASURE = "erasure", _("Erase what is held")


class RequestStatus(TextChoices):
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")


class AskedBy(TextChoices):
    PORTAL = "portal", _("On the person's own pages")
    IN_PERSON = "in_person", _("In person")
    LETTER = "letter", _("By letter or e-mail")
    PHONE = "phone", _("By phone")
    REPRESENTATIVE = "representative", _("By a representative with a mandate")


class IdentityCheck(TextChoices):
    SIGN_IN = "sign_in", _("By the person's own sign-in")
    KNOWN = "known", _("Known to the worker in person")
    DOCUMENT = "document", _("By an identity document")
    MANDATE = "mandate", _("By a representative's mandate and document")


class RefusalGround(TextChoices):
    """Why a request may be refused (GDPR art. 11, 12(5), 15(4), 17(3))."""

    IDENTITY = "identity", _("Who asks could not be established")
    EXCESSIVE = "excessive", _("Manifestly unfounded or excessive")
    OTHERS = "others", _("It would harm the rights of others")
    LEGAL_DUTY = "legal_duty", _("The law demands that it is kept")
    LEGAL_CLAIM = "legal_claim", _("It is needed for a legal claim")


class ErasureGround(TextChoices):
    REQUEST = "request", _("The person asked for it")
    RETENTION = "retention", _("The time of keeping has ended")
    UNLAWFUL = "unlawful", _("It should not have been kept")


class ErasureStatus(TextChoices):
    PROPOSED = "proposed", _("Waiting for a second person")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    CARRIED_OUT = "carried_out", _("Erased")


class HoldKind(TextChoices):
    LEGAL_CLAIM = "legal_claim", _("A legal claim or court case")
    AUDIT = "audit", _("An audit under way")
    COMPLAINT = "complaint", _("A complaint under way")
    LEGAL_DUTY = "legal_duty", _("A duty in law to keep it")


class Reason(TextChoices):
    """Why an action on a person's rights is refused."""

    NOT_OPEN = "not_open", _("This request has been answered already.")
    NO_IDENTITY = "no_identity", _("Say first how it was established who asks.")
    WRONG_KIND = "wrong_kind", _("The request asks for something else.")
    NO_REASON = "no_reason", _("Give a reason.")
    NOT_OWNER = (
        "not_owner",
        _("The file belongs to another organisation. Pass the request on to it."),
    )
    CASE_OPEN = "case_open", _("The case is still open. Close it first.")
    HELD = "held", _("Somebody has put a hold on this file. It can be erased once the hold ends.")
    MONEY_OPEN = "money_open", _("A payment is still on the way.")
    PROPOSED_ALREADY = "proposed_already", _("An erasure of this file has been proposed already.")
    SAME_PERSON = (
        "same_person",
        _("A second person decides: whoever proposed the erasure can’t approve it."),
    )
    NOT_PROPOSED = "not_proposed", _("This proposal has been decided already.")
    NOTHING_CHANGED = "nothing_changed", _("The new value is the same as the old one.")
    ERASED_ALREADY = "erased_already", _("This file has been erased already.")
    HOLD_ENDED = "hold_ended", _("This hold has ended already.")
    ENDS_IN_THE_PAST = "ends_in_the_past", _("The hold would have ended already.")
