from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """What kind of referral system it is (IOM Reintegration Handbook, module 4)."""

    NATIONAL = "national", _("National referral mechanism")
    HUB = "hub", _("Hub")
    LOCAL = "local", _("Local referral system")
    DEVELOPMENT = "development", _("Referral into development programmes")


class Requirement(TextChoices):
    """The four requirements of a referral mechanism."""

    AGREEMENTS = "agreements", _("Written agreements and procedures")
    OWNERSHIP = "ownership", _("Coordination with local ownership")
    LINKS = "links", _("Links from before departure to after arrival")
    DIMENSIONS = "dimensions", _("Several dimensions, with monitoring")


class Verdict(TextChoices):
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")


class Finding(TextChoices):
    """What a requirement rests on, each looked up in what the system holds."""

    AGREEMENT_IN_FORCE = "agreement_in_force", _("An agreement is in force")
    PROCEDURE_IN_FORCE = "procedure_in_force", _("A procedure with a published version is in force")
    OWNER_IS_LOCAL = "owner_is_local", _("Its owner is an organisation of the country")
    HAS_MEMBERS = "has_members", _("Local organisations take part")
    BEFORE_DEPARTURE = "before_departure", _("Its procedures have steps before departure")
    AFTER_ARRIVAL = "after_arrival", _("Its procedures have steps after arrival")
    ABROAD = "abroad", _("An organisation of another country takes part")
    ECONOMIC = "economic", _("Economic services")
    SOCIAL = "social", _("Social services")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial services")
    MONITORED = "monitored", _("Somebody judged within the year how it works")


class Reason(TextChoices):
    """Why something about a referral system is refused."""

    NO_EVIDENCE = "no_evidence", _("Say what the judgement rests on.")
    SAME_OWNER = "same_owner", _("It is theirs already.")
    IS_OFFERED = "is_offered", _("A handover waits for an answer already.")
    NO_AGREEMENT = "no_agreement", _("A handover names the agreement in force that it rests on.")
    ANSWERED = "answered", _("This was answered already.")
    MEMBER_ALREADY = "member_already", _("This organisation takes part already.")
    OWN_HUB = "own_hub", _("A system can't be its own hub.")
    NO_HUB = "no_hub", _("Only a hub or a local system under this one can be chosen.")
    NO_SOURCE = "no_source", _("Say where it is written.")
    NOT_COVERED = (
        "not_covered",
        _("Consent or agreement do not cover this receiver yet: the sender has to ask for it."),
    )
    GONE_ON = "gone_on", _("It has gone on already.")
    SAME_RECEIVER = "same_receiver", _("It stands with this organisation already.")
    NO_FACTS = "no_facts", _("Choose at least one fact that the receiver needs.")
