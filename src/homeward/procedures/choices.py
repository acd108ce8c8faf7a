from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Part(TextChoices):
    """Which organisation on the way of a case holds a step."""

    COUNSELLING = "counselling", _("Counselling before departure")
    RECEPTION = "reception", _("Reception on arrival")
    CASE_MANAGEMENT = "case_management", _("Case management after arrival")
    ACCOUNTABLE = "accountable", _("Whoever is accountable at that time")


class Aspect(TextChoices):
    """In what two procedures differ."""

    PRESENCE = "presence", _("Only one of them has the step")
    ORDER = "order", _("Order")
    STAGE = "stage", _("Stage")
    HOLDER = "holder", _("Who holds it")
    DAYS = "days", _("Days")
    DAY_KIND = "day_kind", _("How days count")
    EVIDENCE = "evidence", _("Evidence")
    LEGAL_REFERENCE = "legal_reference", _("Legal reference")


class Reason(TextChoices):
    """Why an action on a procedure is refused."""

    NOT_A_PROCEDURE = "not_a_procedure", _("Only a standard operating procedure has a checklist.")
    NOT_THE_LEAD = "not_the_lead", _("Only the organisation that drafted the agreement does this.")
    NOT_IN_FORCE = "not_in_force", _("The agreement that adopts the procedure is not in force.")
    AGREEMENT_ENDED = "agreement_ended", _("The agreement has ended.")
    PUBLISHED_ALREADY = (
        "published_already",
        _("A published version stays as it is; draft the next one."),
    )
    DRAFT_ALREADY = "draft_already", _("There is a draft of the next version already.")
    NO_STEPS = "no_steps", _("The checklist has no step yet.")
    CODE_TAKEN = "code_taken", _("The checklist has a step with this code already.")
    NO_TITLE = "no_title", _("Give the step a title in one language at least.")
    AFTER_UNKNOWN = "after_unknown", _("The step that comes before is not in the checklist.")
    STEP_IS_AWAITED = "step_is_awaited", _("Another step comes after this one; change it first.")
