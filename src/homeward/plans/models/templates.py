"""A programme's templates of plans and its feasibility grids: dated data, of no person.

Neither has a place for the way of return or a former legal status.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import CaseRow
from homeward.plans import choices
from homeward.plans.models.plan import Plan
from homeward.programmes.models import Programme


class PlanTemplate(models.Model):
    """One version of a template: never rewritten, the next version follows it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    # Levels of support, as the programme counts and names them; blank: it has none.
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    level_name = models.CharField(_("name of the level"), max_length=80, blank=True)
    route = models.CharField(
        _("way into a livelihood"), max_length=10, choices=choices.Route.choices, blank=True
    )
    fallback = models.CharField(
        _("what comes next if that fails"), max_length=10, choices=choices.Route.choices, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["programme", "level", "name", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name", "valid_from"],
                name="one_version_of_a_template_begins_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplateGoal(models.Model):
    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(_("about"), max_length=12, choices=choices.Topic.choices)
    horizon = models.CharField(_("horizon"), max_length=5, choices=choices.Horizon.choices)
    text = models.CharField(_("goal"), max_length=300)
    measure = models.CharField(_("how one sees it"), max_length=300, blank=True)
    target = models.CharField(_("to be reached"), max_length=200, blank=True)
    months = models.PositiveSmallIntegerField(_("within how many months"), null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class TemplateLine(models.Model):
    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    dimension = models.CharField(_("dimension"), max_length=14, choices=choices.Dimension.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=choices.LineKind.choices)
    horizon = models.CharField(_("horizon"), max_length=5, choices=choices.Horizon.choices)
    title = models.CharField(_("what"), max_length=200)
    quantity = models.PositiveIntegerField(_("how many"), default=1)
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("within how many months"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="template_public_service_costs_nothing",
                condition=~models.Q(kind="public_service") | models.Q(cost__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.title


class FeasibilityGrid(models.Model):
    """The criteria by which a plan is weighed, in one version. Without a programme: for all."""

    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("version"), max_length=80)
    valid_from = models.DateField(_("valid from"))
    # A plan is sent only once each criterion is rated.
    is_required = models.BooleanField(_("asked for before a plan is sent"), default=False)
    source = models.CharField(_("where it is written"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "valid_from"],
                name="one_grid_begins_on_a_day",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.name


class FeasibilityCriterion(models.Model):
    grid = models.ForeignKey(FeasibilityGrid, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("criterion"), max_length=12, choices=choices.Criterion.choices)
    # The programme's own words; blank: the shipped ones of the code.
    words = models.CharField(_("in own words"), max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["grid", "position"], name="criterion_has_its_place"),
            models.CheckConstraint(
                name="another_criterion_has_words",
                condition=~models.Q(code="other") | ~models.Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(choices.Criterion(self.code).label)


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class FeasibilityRating(CaseRow):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(FeasibilityCriterion, on_delete=models.PROTECT, related_name="+")
    rating = models.CharField(_("rating"), max_length=4, choices=choices.Rating.choices)
    reason = EncryptedTextField(_("reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "criterion"], name="criterion_is_rated_once_in_a_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rating} of {self.plan_id}"
