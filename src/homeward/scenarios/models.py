"""A scenario, what it assumes and on whose word, what it changes, and how it was played."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.core.rows import IdRow
from homeward.programmes.models import Programme
from homeward.scenarios import choices


class Scenario(IdRow):
    """An organisation's own until it is shared; then everybody who is signed in reads it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    question = models.TextField(_("what is to be answered"), max_length=600)
    begins_on = models.DateField(_("first day"))
    months = models.PositiveSmallIntegerField(_("months"))
    runs = models.PositiveSmallIntegerField(_("runs"))
    # The same seed plays the same people: figures can be had again.
    seed = models.PositiveIntegerField(_("seed"))
    currency = models.CharField(_("currency"), max_length=3)
    like = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="scenario_begins_on_the_first_of_a_month", condition=Q(begins_on__day=1)
            ),
            models.CheckConstraint(
                name="scenario_has_months_and_runs",
                condition=Q(months__range=(1, 60)) & Q(runs__range=(10, 1000)),
            ),
            models.CheckConstraint(
                name="shared_scenario_says_by_whom",
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("scenarios:scenario", args=[self.pk])


class Assumption(IdRow):
    """A value, and where it is from. What is corrected is kept: a new version replaces it."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="assumptions")
    kind = models.CharField(_("what"), max_length=10, choices=choices.Kind.choices)
    subject = models.CharField(_("of what"), max_length=160, blank=True)
    area = models.CharField(_("area"), max_length=120, blank=True)
    # Of money: the month on whose first day it comes, the first being 1.
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    value = models.FloatField(_("value"))
    spread = models.FloatField(_("spread"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(_("source"), max_length=6, choices=choices.Source.choices)
    counted = models.PositiveIntegerField(_("counted"), null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    stated_by = models.CharField(_("who states it"), max_length=160, blank=True)
    why = models.CharField(_("why"), max_length=400, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "subject", "area", "month", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "kind", "subject", "area", "month"],
                condition=Q(replaced_at__isnull=True),
                nulls_distinct=False,
                name="one_thing_is_assumed_once",
            ),
            models.CheckConstraint(
                name="assumption_says_where_it_is_from",
                condition=(
                    Q(source="own", counted__isnull=False, since__isnull=False)
                    & Q(until__isnull=False)
                )
                | (Q(source="stated") & ~Q(stated_by="") & ~Q(why="")),
            ),
            models.CheckConstraint(
                name="assumption_is_not_negative", condition=Q(value__gte=0) | Q(kind="trend")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.area}".strip()


class Change(IdRow):
    """One thing that would be otherwise, from a month to a month."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("what changes"), max_length=10, choices=choices.Change.choices)
    subject = models.CharField(_("of what"), max_length=160, blank=True)
    area = models.CharField(_("area"), max_length=120, blank=True)
    from_month = models.PositiveSmallIntegerField(_("from month"))
    to_month = models.PositiveSmallIntegerField(_("to month"))
    factor = models.FloatField(_("factor"), null=True, blank=True)
    number = models.SmallIntegerField(_("more or fewer"), null=True, blank=True)
    why = models.CharField(_("why it may come so"), max_length=400)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["from_month", "entered_at"]
        constraints = [
            models.CheckConstraint(
                name="change_ends_when_it_begins_or_later",
                condition=Q(to_month__gte=models.F("from_month")) & Q(from_month__gte=1),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.area}".strip()


class Play(IdRow):
    """One playing through. Its result is there whole or not at all, with what it came of."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="plays")
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=8, choices=choices.Status.choices, default=choices.Status.QUEUED
    )
    done = models.PositiveSmallIntegerField(
        _("percent done"), default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    # What was played, as it stood: assumptions, changes, runs, seed; a fingerprint of it.
    inputs = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    engine = models.CharField(max_length=10)
    result = models.JSONField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="play_is_numbered_once"),
            models.UniqueConstraint(
                fields=["scenario"],
                condition=Q(status__in=["queued", "running"]),
                name="one_play_is_under_way_at_a_time",
            ),
            models.CheckConstraint(
                name="played_means_there_is_a_result",
                condition=Q(status="ready", result__isnull=False, ready_at__isnull=False)
                | (~Q(status="ready") & Q(result__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"play {self.number} of {self.scenario_id}"

    def get_absolute_url(self) -> str:
        return reverse("scenarios:play", args=[self.pk])


class Reading(IdRow):
    """What a programme's own history tells between two days: counts and means, none of few."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    figures = models.JSONField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="history_ends_after_it_begins", condition=Q(until__gt=models.F("since"))
            ),
            models.UniqueConstraint(
                fields=["organisation", "programme"],
                condition=Q(read_at__isnull=True),
                name="one_reading_of_a_history_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"history of {self.programme_id}, {self.since} to {self.until}"
