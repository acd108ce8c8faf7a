from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class By(TextChoices):
    """What a dashboard is of, and what its comparison runs over."""

    PROGRAMME = "programme", _("Programme")
    CORRIDOR = "corridor", _("Corridor")
    AREA = "area", _("Area")
    ORGANISATION = "organisation", _("Organisation")
    DONOR = "donor", _("Donor")


class Level(TextChoices):
    """Where a result stands in the chain: what is done, what it brings about, what it is for."""

    IMPACT = "impact", _("Impact")
    OUTCOME = "outcome", _("Outcome")
    OUTPUT = "output", _("Output")


class FrameStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class ReportStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")


class Standing(TextChoices):
    """How an actual figure stands to its target on a day."""

    REACHED = "reached", _("Reached")
    ON_WAY = "on_way", _("On the way")
    BEHIND = "behind", _("Behind")
    UNKNOWN = "unknown", _("Not known")


class Part(TextChoices):
    """The parts of a report that are told in words."""

    SUMMARY = "summary", _("Summary")
    PROGRESS = "progress", _("What was reached, result by result")
    DIFFERENCES = "differences", _("What differs from the plan, and why")
    MONEY = "money", _("How the money was used")
    LEARNT = "learnt", _("What was learnt")
    NEXT = "next", _("What comes next")


class Reason(TextChoices):
    """Why an action on a results chain or a report is refused."""

    NOT_THE_LEAD = "not_the_lead", _("Only the organisation that leads the programme does this.")
    DRAFT_ALREADY = "draft_already", _("There is a draft of the next version already.")
    PUBLISHED_ALREADY = (
        "published_already",
        _("A published version stays as it is; draft the next one."),
    )
    NO_SOURCE = "no_source", _("Say where it was agreed.")
    NO_RESULT = "no_result", _("The chain has no result yet.")
    WITHOUT_MEASURE = "without_measure", _("A result has no indicator yet.")
    NUMBER_TAKEN = "number_taken", _("A result has this number already.")
    NO_LEVEL_ABOVE = "no_level_above", _("What it serves must stand one level above it.")
    HAS_RESULTS = "has_results", _("Other results serve this one; change them first.")
    WHAT_IS_COUNTED = "what_is_counted", _("Choose an indicator, or say what is counted.")
    COUNTED_HERE = "counted_here", _("Its figure comes from the indicator and is not typed.")
    SUBMITTED_ALREADY = (
        "submitted_already",
        _("A submitted report stays as it was; correct it by a new one."),
    )
    PERIOD_NOT_OVER = "period_not_over", _("Its period is not over yet.")
    PERIOD_BACKWARDS = "period_backwards", _("The period ends before it begins.")
    NO_SUMMARY = "no_summary", _("Its summary is not written yet.")
    NO_CHAIN = "no_chain", _("The programme has no published results chain for this period.")
    NOT_A_DONOR = "not_a_donor", _("No budget of the programme has a share of this donor.")
