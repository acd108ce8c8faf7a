from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What other systems are told of. policies.sql says which change is which."""

    REFERRAL_SENT = "referral.sent", _("A referral was sent")
    REFERRAL_ASKED = "referral.asked", _("The receiver asks something")
    REFERRAL_TOLD = "referral.told", _("The sender answered the question")
    REFERRAL_ANSWERED = "referral.answered", _("A referral was answered")
    REFERRAL_STARTED = "referral.started", _("The service began")
    REFERRAL_ENDED = "referral.ended", _("A referral ended")
    REFERRAL_CONFIRMED = "referral.confirmed", _("The person confirmed the outcome")
    REFERRAL_WITHDRAWN = "referral.withdrawn", _("A referral was withdrawn")
    OFFER_CHANGED = "offer.changed", _("An offer was changed")
    CASE_TRANSFERRED = "case.transferred", _("Another organisation answers for a case")
    ENDPOINT_TEST = "endpoint.test", _("A trial")


# A trial is told to whoever asks for it.
TO_CHOOSE = [(kind.value, kind.label) for kind in EventKind if kind != EventKind.ENDPOINT_TEST]


class SubjectKind(TextChoices):
    REFERRAL = "referral", _("referral")
    OFFER = "offer", _("offer")
    CASE = "case", _("case")
    ENDPOINT = "endpoint", _("address")


class EndpointState(TextChoices):
    ACTIVE = "active", _("In use")
    PAUSED = "paused", _("Paused")
    FAILED = "failed", _("Paused: it did not answer")


class DeliveryState(TextChoices):
    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")


class Failure(TextChoices):
    """Why an attempt brought nothing."""

    STATUS = "status", _("It answered, but not with success")
    NO_ANSWER = "no_answer", _("No whole answer came in time")
    BARRED = "barred", _("The address is not of the open internet")
    NO_USER = "no_user", _("The user as whom it is told is no longer active")


class Reason(TextChoices):
    """Why something about a webhook is refused."""

    NOT_HTTPS = "not_https", _("The address begins with https:// and names a public server.")
    NO_EVENT = "no_event", _("Choose at least one thing that is told.")
    ANOTHER_ORGANISATION = (
        "another_organisation",
        _("The user must be an active one of your organisation."),
    )
    TOO_MANY = "too_many", _("Your organisation has ten webhooks already. Remove one first.")
    STILL_WAITING = "still_waiting", _("It is waiting to be sent already.")
    PAUSED_NOW = "paused_now", _("The webhook is paused. Resume it first.")
