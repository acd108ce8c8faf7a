from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    DATA_SHARING = "data_sharing", _("Data-sharing agreement")
    MOU = "mou", _("Memorandum of understanding")
    SOP = "sop", _("Standard operating procedure")


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Waiting for signatures")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")


class Reason(TextChoices):
    """Why an action on an agreement is refused."""

    WRONG_STATUS = "wrong_status", _("The agreement is not in a state that allows this.")
    NO_PARTIES = "no_parties", _("An agreement needs at least two parties.")
    NO_CLAUSES = "no_clauses", _("An agreement needs at least one sharing clause.")
    NOT_A_PARTY = "not_a_party", _("Only a party can sign.")
    NOT_THE_LEAD = "not_the_lead", _("Only the organisation that drafted the agreement does this.")
    NUMBER_TAKEN = "number_taken", _("Your organisation has an agreement with this number already.")
    ARTICLE_TAKEN = "article_taken", _("The agreement has an article with this number already.")
    PARTY_ALREADY = "party_already", _("This organisation is a party already.")
    LEAD_STAYS = "lead_stays", _("The organisation that drafted the agreement stays a party.")
    NO_SIGNATORY = "no_signatory", _("Say who signed the paper.")
    SIGNED_IN_FUTURE = "signed_in_future", _("A signature can't lie in the future.")
    ALREADY_SIGNED = "already_signed", _("This party has signed already.")
    CLAUSE_OUTSIDE_PARTIES = (
        "clause_outside_parties",
        _("A clause can only run between parties of the agreement."),
    )
    CLAUSE_TO_ITSELF = "clause_to_itself", _("A clause runs from one party to another.")
    ASYLUM_NEVER = (
        "asylum_never",
        _("Asylum history is never visible to a public authority, whatever is agreed."),
    )
    NOTHING_SHARED = (
        "nothing_shared",
        _("A clause names at least one kind of data and one purpose."),
    )
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("The agreement would end before it begins.")
    SIGNS_BY_ITSELF = (
        "signs_by_itself",
        _("This party has users of its own and signs by itself."),
    )
