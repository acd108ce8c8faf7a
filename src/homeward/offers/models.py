"""What is offered: kind, place, days, what it asks for. Nothing here is of a person."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, Skill
from homeward.offers.choices import (
    ContractStatus,
    Intensity,
    MonitoringKind,
    OfferKind,
    OfferStatus,
    Side,
    Transport,
    WagePeriod,
)
from homeward.places.models import Area, Town
from homeward.programmes.models import CriteriaVersion, Programme
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
    # Whom to ask about it; empty: the organisation's own address.
    ask_name = models.CharField(_("who to ask"), max_length=150, blank=True)
    ask_phone = models.CharField(_("phone"), max_length=40, blank=True)
    ask_email = models.EmailField(_("e-mail"), blank=True)
    # Where its facts were read, and its number there: read in again it is the same offer.
    source = models.CharField(_("where this is known from"), max_length=200, blank=True)
    source_key = models.CharField(_("number in its sheet"), max_length=60, blank=True)
    # A seat under a contract is filled and watched by the contract's terms.
    contract = models.ForeignKey(
        "offers.SeatContract",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("contract for seats"),
    )
    # Folded words of its wording, organisation, place and occupation; kept by actions.
    search = SearchVectorField(null=True, editable=False)
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
            models.UniqueConstraint(
                fields=["organisation", "source_key"],
                condition=~Q(source_key=""),
                name="offer_stands_once_in_its_sheet",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "kind"], name="offer_by_status"),
            models.Index(fields=["organisation", "status"], name="offer_of_organisation"),
            models.Index(fields=["occupation"], name="offer_of_occupation"),
            GinIndex(fields=["search"], name="offer_search"),
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


class SeatContract(models.Model):
    """Seats for returnees in a development programme that was not made for them.

    What both sides agreed: seats, the share of local residents beside them, whose criteria, who
    looks at it and when. It holds once both have signed. How many seats are taken is counted from
    referrals, and the share from the partner's reports: neither is typed here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number of the agreement"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    # Who refers returnees, and who runs the programme.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("who refers")
    )
    partner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who runs the programme"),
    )
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("programme"),
    )
    criteria = models.ForeignKey(
        CriteriaVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("criteria agreed"),
    )
    status = models.CharField(
        max_length=10, choices=ContractStatus.choices, default=ContractStatus.DRAFT
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    seats = models.PositiveIntegerField(_("seats for returnees"))
    # Local residents among a hundred who are served.
    residents_at_least = models.PositiveSmallIntegerField(
        _("local residents, at least (of 100)"), null=True, blank=True
    )
    residents_at_most = models.PositiveSmallIntegerField(
        _("local residents, at most (of 100)"), null=True, blank=True
    )
    report_months = models.PositiveSmallIntegerField(
        _("months between reports"), null=True, blank=True
    )
    visit_months = models.PositiveSmallIntegerField(
        _("months between joint visits"), null=True, blank=True
    )
    reported = models.TextField(_("what is reported"), blank=True)
    monitored_by = models.CharField(_("who monitors"), max_length=200, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    partner_signed_on = models.DateField(null=True, blank=True)
    partner_signed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="seat_contract_number_is_its_writer_s_own"
            ),
            models.CheckConstraint(
                name="seat_contract_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="seat_contract_is_of_two", condition=~Q(organisation=F("partner"))
            ),
            models.CheckConstraint(
                name="seat_contract_share_is_of_a_hundred",
                condition=(Q(residents_at_least__isnull=True) | Q(residents_at_least__lte=100))
                & (Q(residents_at_most__isnull=True) | Q(residents_at_most__lte=100)),
            ),
            models.CheckConstraint(
                name="seat_contract_floor_is_below_its_ceiling",
                condition=Q(residents_at_least__isnull=True)
                | Q(residents_at_most__isnull=True)
                | Q(residents_at_least__lte=F("residents_at_most")),
            ),
            models.CheckConstraint(
                name="seat_contract_in_force_is_signed_by_both",
                condition=~Q(status="in_force")
                | Q(signed_on__isnull=False, partner_signed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SeatReport(models.Model):
    """What the partner counted in a period: figures, nobody's name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(SeatContract, on_delete=models.CASCADE, related_name="reports")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    served = models.PositiveIntegerField(_("people served in all"))
    residents = models.PositiveIntegerField(_("of them local residents"))
    text = models.TextField(_("what else is to say"), blank=True)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "from_on"], name="seat_report_is_given_once_for_a_period"
            ),
            models.CheckConstraint(
                name="seat_report_counts_residents_among_all",
                condition=Q(residents__lte=F("served")),
            ),
            models.CheckConstraint(
                name="seat_report_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.from_on}"


class JointVisit(models.Model):
    """A visit or a review that both sides hold together; it counts once both have said so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(SeatContract, on_delete=models.CASCADE, related_name="visits")
    kind = models.CharField(_("kind"), max_length=10, choices=MonitoringKind.choices)
    planned_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    summary = models.TextField(_("what was seen"), blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    written_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # By somebody of the side that did not write it.
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="joint_visit_is_confirmed_after_it_was_held",
                condition=Q(confirmed_at__isnull=True) | Q(held_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.planned_on}"


class SeatFinding(models.Model):
    """What a visit found, and who follows it up until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(JointVisit, on_delete=models.CASCADE, related_name="findings")
    text = models.CharField(_("finding"), max_length=500)
    side = models.CharField(_("who follows it up"), max_length=10, choices=Side.choices)
    due_on = models.DateField(_("until"))
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_text = models.CharField(_("what was done"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text
