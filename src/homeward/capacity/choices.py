from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(IntegerChoices):
    """How far an institution is in a domain; each domain describes its own five levels."""

    NOTHING = 0, _("0 Nothing in place")
    BEGUN = 1, _("1 Begun")
    PARTLY = 2, _("2 Partly in place")
    WORKS = 3, _("3 Works")
    LASTS = 4, _("4 Works and lasts")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waits for approval")
    RETURNED = "returned", _("Sent back, is being changed")
    APPROVED = "approved", _("Approved")


# Its writer changes it.
OPEN = frozenset({PlanStatus.DRAFT, PlanStatus.RETURNED})


class SessionStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", pgettext_lazy("a session of a course", "Held")
    CANCELLED = "cancelled", _("Cancelled")


class Came(TextChoices):
    ENROLLED = "enrolled", _("Enrolled")
    PASSED = "passed", _("Attended, certificate given")
    ATTENDED = "attended", _("Attended, no certificate")
    ABSENT = "absent", _("Did not come")


class Part(TextChoices):
    """What owning a step means: words on paper are no part of it."""

    STARTED = "started", _("Who started it")
    DECIDED = "decided", _("Who decided it")
    STAFFED = "staffed", _("Who staffed it")
    PAID = "paid", _("Who paid for it")


class Step(TextChoices):
    """The steps that are counted; the number is the operational framework's."""

    CASES = "cases", _("Cases opened (step 7)")
    SESSIONS = "sessions", _("Counselling sessions planned (step 7)")
    REFERRALS = "referrals", _("Referrals sent (step 6)")
    PLANS = "plans", _("Plans decided on (step 5)")
    CASEWORK = "casework", _("Cases with a worker who answers for them (step 7)")
    PAYMENTS = "payments", _("Payments, by whose money it was (step 7)")


PART_OF = {
    Step.CASES: Part.STARTED,
    Step.SESSIONS: Part.STARTED,
    Step.REFERRALS: Part.STARTED,
    Step.PLANS: Part.DECIDED,
    Step.CASEWORK: Part.STAFFED,
    Step.PAYMENTS: Part.PAID,
}


class Reason(TextChoices):
    """Why something about capacity and training is refused."""

    FINISHED = "finished", _("This assessment is finished; a new one is begun.")
    NO_EVIDENCE = "no_evidence", _("Each level above 0 names what it rests on.")
    NOTHING_ANSWERED = "nothing_answered", _("Nothing is answered yet.")
    NO_GOALS = "no_goals", _("A plan has at least one goal.")
    NO_DAYS = "no_days", _("Each goal has a day by when.")
    NOT_A_DRAFT = "not_a_draft", _("Only a draft is changed.")
    NOT_PROPOSED = "not_proposed", _("It does not wait for approval.")
    OWN_PLAN = "own_plan", _("Somebody else than its writer approves it.")
    NOT_THE_PARTNER = "not_the_partner", _("The partner whose staff is trained approves it.")
    NOT_APPROVED = "not_approved", _("Goals are met in an approved plan.")
    MET_ALREADY = "met_already", _("This goal is met already.")
    NO_NOTE = "no_note", _("Say what shows it.")
    COST_NEEDS_CURRENCY = "cost_needs_currency", _("Name the currency of the cost.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("It would end before it begins.")
    NO_MODULES = "no_modules", _("A course teaches at least one module.")
    NOT_PLANNED = "not_planned", _("This session was held or cancelled already.")
    NO_SEATS = "no_seats", _("All seats are taken.")
    ENROLLED_ALREADY = "enrolled_already", _("This person is enrolled already.")
    NOBODY_NAMED = "nobody_named", _("Choose a colleague, or write the name.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("This user works for another organisation.")
    NOT_BEGUN = "not_begun", _("It has not begun yet.")
    NOT_ALL_SAID = "not_all_said", _("Say of each who is enrolled whether they came.")
    FORGOTTEN = "forgotten", _("This name was erased already.")
    NOT_LATER = "not_later", _("A version begins after the one before it.")
    NO_SOURCE = "no_source", _("Say where it is written.")
