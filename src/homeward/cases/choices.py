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


class StepState(TextChoices):
    """A step of a procedure in one case."""

    WAITING = "waiting", _("Not begun: another step comes first")
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class Reason(TextChoices):
    """Why an action on a case is refused."""

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
    NOT_ACCOUNTABLE = "not_accountable", _("Another organisation answers for this case.")
    NOBODY_TAKES = "nobody_takes", _("Choose at least one colleague who takes over.")
    SEALED = "sealed", _("A sealed file stays with its team: its team names who works on it.")
    CHANGED_HANDS = (
        "changed_hands",
        _("Some of these cases changed hands meanwhile: look at the list again."),
    )
    TOO_LATE = "too_late", _("A hand-over is undone within a day, once, and to an active user.")
