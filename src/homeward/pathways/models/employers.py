"""Employers spoken with, investors followed, events held: of organisations, no person in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.circles.models import Circle
from homeward.core.rows import IdRow
from homeward.pathways import choices
from homeward.places.models import Area, Country


class Outreach(IdRow):
    """One contact with an employer, what it gave, and the next step with its day."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("employer")
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("area"),
    )  # fmt: skip
    way = models.CharField(_("how"), max_length=10, choices=choices.Way.choices)
    on = models.DateField(_("on"))
    result = models.CharField(_("what it gave"), max_length=12, choices=choices.Result.choices)
    note = models.TextField(_("note"), blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-written_at"]
        constraints = [
            models.CheckConstraint(
                name="next_step_with_an_employer_has_a_day",
                condition=Q(next_step="", next_on__isnull=True)
                | (~Q(next_step="") & Q(next_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return str(self.employer)


class InvestmentLead(IdRow):
    """A business abroad that may come to an area, or grow in it."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    business = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("business")
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("area"),
    )  # fmt: skip
    sector = models.CharField(_("sector"), max_length=200, blank=True)
    about = models.TextField(_("what it would do there"))
    # None: not said.
    jobs = models.PositiveIntegerField(_("jobs it may bring"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=choices.LeadState.choices, default=choices.LeadState.HEARD
    )
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by"), null=True, blank=True)
    source = models.CharField(_("where this is known from"), max_length=200)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(
                name="lead_has_a_next_step_until_it_is_over",
                condition=Q(state__in=["invested", "dropped"])
                | (~Q(next_step="") & Q(next_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return str(self.business)


class LeadMove(models.Model):
    """How a lead went on: written with its state, never changed."""

    lead = models.ForeignKey(InvestmentLead, on_delete=models.CASCADE, related_name="moves")
    to = models.CharField(max_length=10, choices=choices.LeadState.choices)
    note = models.CharField(_("what happened"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.lead_id} to {self.to}"


class NetworkEvent(IdRow):
    """A fair or a meeting. Visitors are counted, never named."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=choices.EventKind.choices)
    title = models.CharField(_("title"), max_length=200)
    about = models.TextField(_("about"), blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    place = models.CharField(_("place"), max_length=200)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    is_public = models.BooleanField(_("for everybody, without sign-in"), default=False)
    # Lists that were asked to tell their members.
    circles = models.ManyToManyField(Circle, blank=True, related_name="+")
    visitors = models.PositiveIntegerField(_("visitors"), null=True, blank=True)
    employers = models.PositiveIntegerField(_("employers"), null=True, blank=True)
    vacancies = models.PositiveIntegerField(_("vacancies named"), null=True, blank=True)
    contacts = models.PositiveIntegerField(_("meetings agreed"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return self.title
