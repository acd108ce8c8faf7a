from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    DATA_SHARING = "data_sharing", _("Data-sharing agreement")
    MOU = "mou", _("Memorandum of understanding")
    SOP = "sop", _("Standard operating procedure")
    LABOUR = "labour", _("Bilateral labour agreement")


class Level(TextChoices):
    INTERNATIONAL = "international", _("International")
    NATIONAL = "national", _("National")
    LOCAL = "local", _("Local")


class Form(TextChoices):
    """Between whom it is made (IOM Reintegration Handbook, 4.2)."""

    GOVERNMENTS = "governments", _("Government to government")
    LOCAL_AUTHORITIES = "local_authorities", _("Local authority to local authority")
    CITIES = "cities", _("City to city")
    PUBLIC_PRIVATE = "public_private", _("Public-private partnership")
    ORGANISATIONS = "organisations", _("Between organisations")


class TransferGround(TextChoices):
    """On what personal data leaves a jurisdiction: Regulation (EU) 2016/679, articles 45 to 49."""

    # Art. 45: the European Commission has decided that the country protects data adequately.
    ADEQUACY = "adequacy", _("Adequacy decision for the country")
    # Art. 46(2)(a): a binding instrument between public authorities.
    PUBLIC_INSTRUMENT = "public_instrument", _("Binding instrument between public authorities")
    # Art. 46(2)(c) and (d): standard clauses, adopted or approved by the Commission.
    STANDARD_CLAUSES = "standard_clauses", _("Standard data protection clauses")
    # Art. 46(3): clauses or arrangements that the supervisory authority has authorised.
    AUTHORISED_CLAUSES = "authorised_clauses", _("Clauses authorised by the supervisory authority")
    # Art. 49(1)(a): after the person was told of the risks.
    EXPLICIT_CONSENT = "explicit_consent", _("Explicit consent of the person to the transfer")
    # Art. 49(1)(d).
    PUBLIC_INTEREST = "public_interest", _("Important reasons of public interest")
    # Art. 49(1)(e).
    LEGAL_CLAIMS = "legal_claims", _("Legal claims of the person")
    # Art. 49(1)(f): the person can't consent, physically or legally.
    VITAL_INTEREST = "vital_interest", _("Vital interest of the person")
    # A country outside that regulation, by its own law; the wording says which.
    NATIONAL_LAW = "national_law", _("The sending country's own law, named in the wording")


class NamedGround(TextChoices):
    """Grounds beside consent that hold only where a signed clause names them (art. 6(1))."""

    CONTRACT = "contract", _("Contract with the person")
    PUBLIC_TASK = "public_task", _("Public task laid down by law")
    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest")


class FileKind(TextChoices):
    SIGNED = "signed", _("Signed copy")
    ANNEX = "annex", _("Annex")


class Outcome(TextChoices):
    """What a review found."""

    STANDS = "stands", _("It stands as it is")
    AMEND = "amend", _("It has to be amended: a successor is drafted")
    END = "end", _("It should end")


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
    CHANGED_SINCE_READ = (
        "changed_since_read",
        _("The text is another one since you opened the page. Read it again, then sign."),
    )
    CLAUSE_OUTSIDE_PARTIES = (
        "clause_outside_parties",
        _("A clause can only run between parties of the agreement."),
    )
    CLAUSE_TO_ITSELF = "clause_to_itself", _("A clause runs from one party to another.")
    ASYLUM_NEVER = (
        "asylum_never",
        _(
            "Asylum history is never given to an authority of a country of origin, whatever is"
            " agreed."
        ),
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
    NO_CONTROLLER = "no_controller", _("Name the party that is the data controller.")
    NO_TRANSFER_GROUND = (
        "no_transfer_ground",
        _("From and to lie in different countries: name the ground for the transfer."),
    )
    CROSSES_WITHOUT_GROUND = (
        "crosses_without_ground",
        _("A clause that crosses a border names no ground for the transfer."),
    )
    REVIEW_TOO_EARLY = "review_too_early", _("The review lies after the first day in force.")
    REVIEW_NOT_AHEAD = "review_not_ahead", _("The next review lies in the future.")
    NOT_IN_FORCE = "not_in_force", _("Only an agreement in force is reviewed.")
    NO_OUTCOME = "no_outcome", _("Say what the review found.")
