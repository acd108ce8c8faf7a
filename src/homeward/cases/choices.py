from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.programmes import choices as programmes

# The way is the programme's; what stands between programmes and cases names its stages too.
Stage = programmes.Stage


class ClosureReason(TextChoices):
    COMPLETED = "completed", _("The plan is completed")
    TIME_ENDED = "time_ended", _("The time of support has ended")
    CRITERIA = "criteria", _("No longer meets the criteria")
    OWN_CHOICE = "own_choice", _("Chose to stop")
    LEFT_AREA = "left_area", _("Left the area")
    DIED = "died", _("Died")
    FUNDING = "funding", _("Funding ended")
    SECURITY = "security", _("Security")
    NOT_DEPARTED = "not_departed", _("Did not depart")


class FactGroup(TextChoices):
    PROFILE = "profile", _("Profile")
    NEEDS = "needs", _("Needs")
    INTENTIONS = "intentions", _("Intentions")
    SKILLS = "skills", _("Skills and work")
    TRAVEL = "travel", _("Travel")


class FactKind(TextChoices):
    LANGUAGES = "languages", _("Languages")
    DIET = "diet", _("Diet")
    SCHOOL_LEVEL = "school_level", _("School level")
    FAMILY_ORIGIN = "family_origin", _("Family at the place of return")
    DOCUMENTS = "documents", _("Documents held")
    HOUSING = "housing", _("Housing on arrival")
    HEALTH = "health", _("Health needs")
    CHILD_NEEDS = "child_needs", _("What the children need")
    URGENT = "urgent", _("Needed in the first days")
    WISHES = "wishes", _("What they want to do")
    DESTINATION = "destination", _("Where they want to live")
    WORRIES = "worries", _("What worries them")
    TRADE = "trade", _("Trade and experience")
    TRAINING = "training", _("Training and certificates")
    BUSINESS = "business", _("Business idea")
    FIT_TO_TRAVEL = "fit_to_travel", _("Fitness to travel")
    LUGGAGE = "luggage", _("Luggage")
    ONWARD = "onward", _("Onward travel")
    ASYLUM = "asylum", _("Asylum procedure")


FACT_GROUPS: dict[FactKind, FactGroup] = {
    FactKind.LANGUAGES: FactGroup.PROFILE,
    FactKind.DIET: FactGroup.PROFILE,
    FactKind.SCHOOL_LEVEL: FactGroup.PROFILE,
    FactKind.FAMILY_ORIGIN: FactGroup.PROFILE,
    FactKind.DOCUMENTS: FactGroup.PROFILE,
    FactKind.HOUSING: FactGroup.NEEDS,
    FactKind.HEALTH: FactGroup.NEEDS,
    FactKind.CHILD_NEEDS: FactGroup.NEEDS,
    FactKind.URGENT: FactGroup.NEEDS,
    FactKind.WISHES: FactGroup.INTENTIONS,
    FactKind.DESTINATION: FactGroup.INTENTIONS,
    FactKind.WORRIES: FactGroup.INTENTIONS,
    FactKind.TRADE: FactGroup.SKILLS,
    FactKind.TRAINING: FactGroup.SKILLS,
    FactKind.BUSINESS: FactGroup.SKILLS,
    FactKind.FIT_TO_TRAVEL: FactGroup.TRAVEL,
    FactKind.LUGGAGE: FactGroup.TRAVEL,
    FactKind.ONWARD: FactGroup.TRAVEL,
    FactKind.ASYLUM: FactGroup.PROFILE,
}

FACT_CLASSES: dict[FactKind, DataClass] = {
    FactKind.HEALTH: DataClass.HEALTH,
    FactKind.FIT_TO_TRAVEL: DataClass.HEALTH,
    FactKind.ASYLUM: DataClass.ASYLUM,
    FactKind.WORRIES: DataClass.CASE,
    FactKind.WISHES: DataClass.CASE,
    FactKind.BUSINESS: DataClass.CASE,
}


def class_of(kind: FactKind) -> DataClass:
    """A fact is profile unless it says more of the person than that."""
    return FACT_CLASSES.get(kind, DataClass.PROFILE)


class SaidBy(TextChoices):
    PERSON = "person", _("the person")
    FAMILY = "family", _("a family member")
    DOCUMENT = "document", _("a document")
    ORGANISATION = "organisation", _("an organisation")


class ArrivalStatus(TextChoices):
    EXPECTED = "expected", _("Expected")
    ARRIVED = "arrived", _("Arrived")
    NOT_ARRIVED = "not_arrived", _("Did not arrive")


class ArrivalNeed(TextChoices):
    """What the desk prepares: never a diagnosis."""

    WHEELCHAIR = "wheelchair", _("Wheelchair")
    MEDICAL_ESCORT = "medical_escort", _("Medical escort")
    INTERPRETER = "interpreter", _("Interpreter")
    BED = "bed", _("Bed for the first nights")
    ONWARD = "onward", _("Onward travel")
    CHILD = "child", _("Children are received")
    FOOD = "food", _("Meal on arrival")
    CASH = "cash", _("Cash for the first days")


class ApplicationStatus(TextChoices):
    SUBMITTED = "submitted", _("Submitted")
    MORE_ASKED = "more_asked", _("Something is missing")
    ELIGIBLE = "eligible", _("Eligible")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Missing(TextChoices):
    """What an authority may ask for before it decides."""

    IDENTITY = "identity", _("Proof of identity")
    FAMILY = "family", _("Papers of the family members")
    CONSENT = "consent", _("Signed consent")
    HEALTH = "health", _("Medical certificate")
    TRAVEL = "travel", _("Date of travel")
    GUARDIAN = "guardian", _("Papers of a child's guardian")
    OTHER = "other", _("Something else")


class Ground(TextChoices):
    """Why an application is refused. The way of return and a former status are none."""

    CRITERIA = "criteria", _("A criterion of the programme is not met")
    AIDED = "aided", _("Received this support before")
    LATE = "late", _("Submitted after the last day")
    INCOMPLETE = "incomplete", _("What was asked for did not come")
    NO_PLACES = "no_places", _("The programme has no place left")
    OTHER_PROGRAMME = "other_programme", _("Another programme is responsible")


class TransferStatus(TextChoices):
    ASKED = "asked", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class TransferReason(TextChoices):
    MOVED = "moved", _("The household moved")
    MANDATE = "mandate", _("Another organisation is responsible")
    CAPACITY = "capacity", _("We have no capacity")
    WISH = "wish", _("The person wishes it")
    PROTECTION = "protection", _("Safety of the person")
    PROJECT_ENDS = "project_ends", _("Our project ends")


class GoesWithIt(TextChoices):
    """What is handed over with the accountability. What is seen, agreement and consent say."""

    OPEN_STEPS = "open_steps", _("The open steps")
    PAPERS = "papers", _("Papers and originals")
    MEETING = "meeting", _("A meeting of both with the household")
    FUNDS = "funds", _("What is left to be paid")


class DeclineReason(TextChoices):
    CAPACITY = "capacity", _("No capacity")
    AREA = "area", _("Outside our area")
    MANDATE = "mandate", _("Outside our mandate")
    UNCLEAR = "unclear", _("Not enough is known")
    WISH = "wish", _("The person does not wish it")


class ConfirmationStatus(TextChoices):
    ASKED = "asked", _("Waits for the host organisation")
    CONFIRMED = "confirmed", _("Confirmed")
    DENIED = "denied", _("Not confirmed")
    EXPIRED = "expired", _("No answer in time")


class Channel(TextChoices):
    """How somebody left again: by a visa, permit or free movement, or without."""

    REGULAR = "regular", _("By a regular channel: visa, permit, free movement")
    IRREGULAR = "irregular", _("Without papers for the journey")
    UNKNOWN = "unknown", _("How is not known")


class Unmet(TextChoices):
    """Why a stage is not entered or left: a condition of the way that does not hold yet."""

    CONSENT_RECORDED = "consent_recorded", _("No consent is recorded yet.")
    INTAKE_TAKEN = "intake_taken", _("The intake holds no fact yet.")
    APPLICATION_SENT = "application_sent", _("The application was not submitted yet.")
    FOUND_ELIGIBLE = "found_eligible", _("The application was not found eligible.")
    HOST_CONFIRMED = "host_confirmed", _("The host organisation has not confirmed the return.")
    TRAVEL_DATED = "travel_dated", _("The travel has no date yet.")
    CHECKLIST_DONE = (
        "checklist_done",
        _("Something that is required for the departure is still missing."),
    )
    DEPARTURE_CONFIRMED = "departure_confirmed", _("The departure was not confirmed yet.")
    ARRIVED = "arrived", _("The day of arrival is not known.")
    WORKER_NAMED = "worker_named", _("No worker is named.")


class StepState(TextChoices):
    """A step of a procedure in one case."""

    WAITING = "waiting", _("Not begun: another step comes first")
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class Reason(TextChoices):
    """Why an action on a case is refused."""

    NOT_RETURNED = "not_returned", _("No arrival is known: nobody leaves again before it.")
    LEFT_BEFORE_ARRIVAL = "left_before_arrival", _("The day lies before the arrival.")
    LEFT_ALREADY = "left_already", _("It is recorded already that this person left again.")
    IN_THE_FUTURE = "in_the_future", _("The day is still to come.")
    SAID_BEFORE = "said_before", _("It can’t be told before it happened.")
    NOT_OF_CASE = "not_of_case", _("Choose a person of this case.")
    TAKEN_BACK = "taken_back", _("This was taken back already.")
    NOT_OURS = "not_ours", _("Another organisation recorded this.")

    WRONG_STAGE = "wrong_stage", _("The case is not at the stage for this.")
    CLOSED = "closed", _("The case is closed.")
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force lets the receiver see what this step needs."),
    )
    NO_CONSENT = (
        "no_consent",
        _("The person's consent does not cover this receiver for what this step needs."),
    )
    NO_RECEIVER = "no_receiver", _("Name the reception desk and the case-management organisation.")
    NO_FLIGHT = "no_flight", _("The travel has no date yet.")
    NO_INTAKE = "no_intake", _("The intake holds no fact yet.")
    ARRIVED_ALREADY = "arrived_already", _("The arrival was confirmed already.")
    NOT_REGISTERED = "not_registered", _("The arrival is not registered.")
    NOT_ABSENT = "not_absent", _("Nobody said that they did not arrive.")
    FACT_REPLACED = "fact_replaced", _("Somebody corrected this fact in the meantime.")
    NO_REASON = "no_reason", _("Choose a reason.")
    STEP_NOT_OPEN = "step_not_open", _("The step is not open.")
    NO_EVIDENCE = "no_evidence", _("Say what shows that the step was done.")
    NOT_HOLDER = "not_holder", _("Only whoever holds the case reads it for the case.")
    WHY_NOT_APPLICABLE = "why_not_applicable", _("Say why the step does not apply.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("Only active colleagues of the same organisation.")
    CANT_WORK_ON_CASES = (
        "cant_work_on_cases",
        _("The colleague has no role that works on cases."),
    )
    NOBODY_TAKES = "nobody_takes", _("Choose at least one colleague who takes over.")
    SEALED = "sealed", _("A sealed file stays with its team: its team names who works on it.")
    CHANGED_HANDS = (
        "changed_hands",
        _("Some of these cases changed hands meanwhile: look at the list again."),
    )
    TOO_LATE = "too_late", _("A hand-over is undone within a day, once, and to an active user.")
    NO_WRITING = (
        "no_writing",
        _("No agreement in force lets the receiver write on the case, which the answer needs."),
    )
    APPLIED_ALREADY = "applied_already", _("An application is open already.")
    NOT_OPEN = "not_open", _("This was answered already, or is not open any more.")
    SAME_PERSON = "same_person", _("Whoever began it can't decide it: a second person does.")
    NOT_THE_AUTHORITY = "not_the_authority", _("Only the authority asked decides on it.")
    NO_GROUND = "no_ground", _("Choose at least one ground.")
    NO_EXPLANATION = "no_explanation", _("Say why, in words that the person understands.")
    NOTHING_MISSING = "nothing_missing", _("Say what is missing.")
    CRITERION_NOT_MET = (
        "criterion_not_met",
        _("A criterion is not met and no exception was approved for this case."),
    )
    NOT_UNMET = "not_unmet", _("An exception is asked only for a criterion that is not met.")
    EXCEPTED_ALREADY = "excepted_already", _("An exception for this criterion exists already.")
    NOT_ACCOUNTABLE = (
        "not_accountable",
        _("Only the organisation that answers for the case does this."),
    )
    SAME_ORGANISATION = "same_organisation", _("The organisation answers for the case already.")
    TRANSFER_OPEN = "transfer_open", _("A transfer of this case waits for its answer already.")
    NOT_THE_RECEIVER = "not_the_receiver", _("Only the organisation asked answers.")
    ASKED_ALREADY = "asked_already", _("The host organisation was asked already.")
    NOT_RETROACTIVE = "not_retroactive", _("The case was not reported after the return.")
    NOT_THE_HOST = "not_the_host", _("Only the host organisation that was asked answers.")
    OPEN_ALREADY = "open_already", _("A case of this household is open already.")
    NAMED_ALREADY = "named_already", _("The person has a name already.")
    NO_NAME = "no_name", _("Give at least one name.")
    ONE_OF_MANY = (
        "one_of_many",
        _("The household has several members. Only a person alone can be joined."),
    )
    SAME_ONE = "same_one", _("This is the person of the case already.")
    ROWS_OF_OTHERS = (
        "rows_of_others",
        _("Another organisation has written on this person. Ask the data protection officer."),
    )
    NOT_ALL_SEEN = (
        "not_all_seen",
        _("Some of what was moved is not yours to see. Somebody cleared for it undoes this."),
    )
    UNDONE_ALREADY = "undone_already", _("This was undone already.")
    BY_ITS_OWN_ACT = (
        "by_its_own_act",
        _("This stage begins with an act of its own, not by moving the case there."),
    )
    NOT_RESIDENT = (
        "not_resident",
        _("A case without a host leg names no host country."),
    )
    NO_ARRIVAL_DAY = "no_arrival_day", _("Say on which day they arrived. It can't lie ahead.")
