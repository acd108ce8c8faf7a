"""What is offered: kind, place, days, what it asks for. Nothing here is of a person."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, Skill
from homeward.offers.choices import Intensity, OfferKind, OfferStatus, Transport, WagePeriod
from homeward.places.models import Area, Town
from homeward.programmes.models import Programme
from homeward.services.choices import Category, Dimension
from homeward.services.models import Service


class Offer(models.Model):
    """One thing that somebody may be offered. Empty fields are unknown, never assumed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=OfferKind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=OfferStatus.choices, default=OfferStatus.DRAFT
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("who offers it"),
    )
    # Its entry in the directory, where it has one.
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    title = models.CharField(_("title"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(_("language of the wording"), max_length=10, default="en")
    # What it meets.
    needs = ArrayField(
        models.CharField(max_length=20, choices=Category.choices), default=list, blank=True
    )
    dimension = models.CharField(
        _("dimension"), max_length=15, choices=Dimension.choices, blank=True
    )
    # What it is about, and asks for; skills in `OfferSkill`, the occupation's own where none is.
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    years_asked = models.DecimalField(
        _("years of practice asked for"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, verbose_name=_("languages")
    )
    # Codes of programmes.TargetGroup; an offer that names nobody is for everybody.
    groups = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("who it is for")
    )
    minimum_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    open_to_residents = models.BooleanField(_("local residents may come too"), null=True)
    # Where.
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    town = models.ForeignKey(
        Town, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    transport = models.CharField(
        _("how one comes there"), max_length=10, choices=Transport.choices, blank=True
    )
    # When.
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    apply_by = models.DateField(_("apply by"), null=True, blank=True)
    before_departure = models.BooleanField(_("may begin before departure"), null=True)
    weekly_hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    hours = models.CharField(_("when in the week"), max_length=255, blank=True)
    # What the work is like.
    intensity = models.CharField(
        _("how hard the work is"), max_length=10, choices=Intensity.choices, blank=True
    )
    child_care = models.BooleanField(_("children are looked after"), null=True)
    # Money.
    wage = models.DecimalField(_("wage"), max_digits=14, decimal_places=2, null=True, blank=True)
    cost = models.DecimalField(
        _("cost to the person"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    wage_period = models.CharField(_("paid"), max_length=10, choices=WagePeriod.choices, blank=True)
    # None: nobody has said how many there are.
    places_total = models.PositiveIntegerField(_("places"), null=True, blank=True)
    places_free = models.PositiveIntegerField(_("free places"), null=True, blank=True)
    places_told_on = models.DateField(_("places told on"), null=True, blank=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    last_confirmed_by = models.CharField(_("last confirmed by"), max_length=200, blank=True)
    written_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_has_at_most_all_places_free",
                condition=Q(places_free__isnull=True)
                | Q(places_total__isnull=True)
                | Q(places_free__lte=F("places_total")),
            ),
            models.CheckConstraint(
                name="offer_ends_after_it_begins",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "kind"], name="offer_by_status"),
            models.Index(fields=["organisation", "status"], name="offer_of_organisation"),
            models.Index(fields=["occupation"], name="offer_of_occupation"),
            models.Index(fields=["changed_at", "id"], name="offer_changed"),
        ]

    def __str__(self) -> str:
        return self.title


class OfferSkill(models.Model):
    """A skill that an offer asks for, or that a training teaches."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)
    # A training teaches it; another offer asks for it.
    is_taught = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "skill", "is_taught"], name="offer_names_a_skill_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.skill_id}"
