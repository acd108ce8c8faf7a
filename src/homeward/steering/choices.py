from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StepState(TextChoices):
    """How far a step of the framework is, as its conditions tell."""

    DONE = "done", _("Done")
    BEGUN = "begun", _("Begun")
    NOT_BEGUN = "not_begun", _("Not begun")
    UNKNOWN = "unknown", _("Unknown")


class Whose(TextChoices):
    """Whose next step it is where a condition is not met."""

    LEAD = "lead", _("Whoever leads the programme")
    PARTIES = "parties", _("The parties of the agreement")
    COUNTRY = "country", _("Authorities of the country of origin")
    COMMITTEE = "committee", _("The steering committee")
    PROVIDERS = "providers", _("Whoever runs the development programme")
    EVALUATOR = "evaluator", _("The evaluator and the assessed party")


class AreaStatus(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ON_AGENDA = "on_agenda", _("On a committee’s agenda")
    VALIDATED = "validated", _("Validated")
    NOT_VALIDATED = "not_validated", _("Not validated")
    WITHDRAWN = "withdrawn", pgettext_lazy("priority area", "Withdrawn")


class EvidenceKind(TextChoices):
    RETURNS = "returns", _("People who return there")
    SERVICES = "services", _("Services there")
    PROGRAMMES = "programmes", _("Programmes there")
    ACTORS = "actors", _("Actors who work there")
    OTHER = "other", _("What else speaks for it")


class Method(TextChoices):
    """How people were consulted."""

    MEETING = "meeting", _("Meeting")
    FOCUS_GROUP = "focus_group", _("Focus group")
    INTERVIEWS = "interviews", _("Interviews")
    SURVEY = "survey", _("Survey")
    WRITTEN = "written", _("In writing")


class Consulted(TextChoices):
    """Kinds of people; never their names."""

    RETURNEES = "returnees", _("Returnees")
    FAMILIES = "families", _("Families of returnees")
    COMMUNITY = "community", _("Members of the community")
    LOCAL_AUTHORITY = "local_authority", _("Local authorities")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    EMPLOYERS = "employers", _("Employers")
    DIASPORA = "diaspora", _("Diaspora")


class TakenUp(TextChoices):
    """What the design made of something that was said."""

    OPEN = "open", _("Not weighed yet")
    YES = "yes", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    NO = "no", _("Not taken up")


class Subject(TextChoices):
    """What one state asks of another."""

    IDENTIFICATION = "identification", _("Identification of persons")
    PAPERS = "papers", _("Travel documents")
    RECEPTION = "reception", _("Reception and arrivals")
    REINTEGRATION = "reintegration", _("Reintegration programmes")
    DATA = "data", _("Exchange of information")
    MONEY = "money", _("Funding")
    AGREEMENT = "agreement", _("An agreement or procedure")
    OTHER = "other", _("Something else")


class RequestStatus(TextChoices):
    ASKED = "asked", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


class Answer(TextChoices):
    AGREED = "agreed", _("Agreed")
    PARTLY = "partly", _("Agreed in part")
    DECLINED = "declined", _("Declined")
    INFORMED = "informed", _("The information was given")


class EntryKind(TextChoices):
    """What a dialogue’s log tells."""

    ASKED = "asked", _("Asked")
    REMINDED = "reminded", _("Reminded")
    NOTED = "noted", _("Noted")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


class VersionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")


class Bound(TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")


class Task(TextChoices):
    """What a national body may delegate."""

    RECEPTION = "reception", _("Reception on arrival")
    REGISTRATION = "registration", _("Registration and first interview")
    CASE_MANAGEMENT = "case_management", _("Case management")
    REFERRAL = "referral", _("Taking and handing on referrals")
    SERVICES = "services", _("Giving services")
    HUB = "hub", _("Running a hub or desk")
    MONITORING = "monitoring", _("Follow-up and monitoring")
    COMMUNITY = "community", _("Community projects")


class AdoptionStatus(TextChoices):
    """How a country stands to one version of a procedure."""

    STUDIED = "studied", _("Being studied")
    ADOPTED = "adopted", _("Adopted")
    WITH_DIFFERENCES = "with_differences", _("Adopted with differences")
    DECLINED = "declined", _("Not adopted")


class DifferenceState(TextChoices):
    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept, with its reason")
    CLOSED = "closed", pgettext_lazy("difference", "Closed")


class FeedbackSource(TextChoices):
    COMPLAINTS = "complaints", _("Complaints")
    SURVEYS = "surveys", _("Surveys")
    CONSULTATION = "consultation", _("Consultation")
    CHECKS = "checks", _("Checks of services")


class Reason(TextChoices):
    """Why something about steering is refused."""

    NO_REASON = "no_reason", _("Say why, so that others can follow it.")
    NO_SOURCE = "no_source", _("Say where it is written.")
    NOT_YOURS = "not_yours", _("Only the organisation that answers for it does this.")
    NOT_THE_LEAD = "not_the_lead", _("Only the organisation that leads the programme does this.")
    NOT_DONE = "not_done", _("What the system holds says that the step is not done yet.")
    NO_DUE_DAY = "no_due_day", _("Give a day that is still to come.")
    PROPOSED_ALREADY = "proposed_already", _("This area is proposed or validated already.")
    NO_DECISION = "no_decision", _("Only a recorded decision on this very area validates it.")
    NOT_DECIDED_FOR = "not_decided_for", _("The decision does not say yes to it.")
    WRONG_STATUS = "wrong_status", _("It is not in a state that allows this.")
    ON_AGENDA_ALREADY = "on_agenda_already", _("It is on an agenda already.")
    NOBODY_CONSULTED = "nobody_consulted", _("Say who was consulted, and how many.")
    HELD_LATER = "held_later", _("The day lies in the future.")
    SAME_COUNTRY = "same_country", _("A request goes from one state to another.")
    ANSWERED = "answered", _("This was answered already.")
    NO_ANSWER = "no_answer", _("Write the answer.")
    NOT_LATE = "not_late", _("Its day is still to come.")
    NO_TEXT = "no_text", _("Write the definition.")
    NO_THRESHOLD = "no_threshold", _("Name at least one indicator with its threshold.")
    NO_BASIS = "no_basis", _("Name the decision, or the document, that it rests on.")
    IN_FORCE_ALREADY = (
        "in_force_already",
        _("A version in force stays as it is; draft the next one."),
    )
    DRAFT_ALREADY = "draft_already", _("There is a draft of the next version already.")
    NOT_LATER = "not_later", _("It begins after the version in force.")
    TWICE = "twice", _("This indicator has a threshold in this version already.")
    SAME_ACTOR = "same_actor", _("Nobody delegates to themselves.")
    NO_TASK = "no_task", _("Say what is delegated.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("It would end before it begins.")
    ENDED_ALREADY = "ended_already", _("It ended already.")
    OTHER_COUNTRY = "other_country", _("An organisation of that country says what it adopted.")
    DIFFERENCES_OPEN = (
        "differences_open",
        _("Differences are still open: keep each with its reason, or close it."),
    )
