"""The catalogue of regular pathways: what each asks, what it costs, what trains for it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement
from homeward.core.rows import IdRow, money
from homeward.offers.models import Offer
from homeward.pathways import choices
from homeward.places.models import Country
from homeward.services.models import Service


class Pathway(IdRow):
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=15, choices=choices.PathwayKind.choices)
    origin = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    host = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    sector = models.CharField(_("sector"), max_length=200, blank=True)
    occupation = models.CharField(_("occupation"), max_length=200, blank=True)
    about = models.TextField(_("how it goes"), blank=True)
    # None: no quota is stated.
    quota = models.PositiveIntegerField(_("places a year"), null=True, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    cost = money(_("cost to the worker"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    cost_note = models.CharField(_("what the cost is for, and who pays the rest"), max_length=300,
                                 blank=True)  # fmt: skip
    ask = models.CharField(_("who to ask"), max_length=200)
    # The bilateral labour agreement by which it is there.
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("labour agreement"),
    )
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    verified_on = models.DateField(_("verified on"))
    verify_by = models.DateField(_("to be verified again by"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["origin", "host", "title"]
        constraints = [
            models.CheckConstraint(
                name="pathway_leads_to_another_country", condition=~Q(origin=F("host"))
            ),
            models.CheckConstraint(
                name="pathway_closes_after_it_opens",
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(closes_on__gte=F("opens_on")),
            ),
            models.CheckConstraint(
                name="cost_of_a_pathway_has_a_currency",
                condition=Q(cost__isnull=True) | ~Q(currency=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Requirement(models.Model):
    """One thing that a pathway asks for, from a day on, as its source says. What changes ends, and
    another begins: who prepared for the old one can see it."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("about"), max_length=12, choices=choices.RequirementKind.choices)
    # Years of age, or of work.
    least = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    level = models.CharField(
        _("level"), max_length=2, choices=choices.LanguageLevel.choices, blank=True
    )
    amount = money(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    text = models.CharField(_("what is asked"), max_length=300, blank=True)
    is_must = models.BooleanField(_("without it nobody is taken"), default=True)
    source = models.CharField(_("where it is written"), max_length=300, blank=True)
    # None: nobody said since when.
    valid_from = models.DateField(_("asked since"), null=True, blank=True)
    valid_until = models.DateField(_("asked until"), null=True, blank=True)
    stated_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="requirement_ends_when_it_begins_or_later",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="least_of_a_requirement_lies_below_the_most",
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(most__gte=F("least")),
            ),
            models.CheckConstraint(
                name="amount_of_a_requirement_has_a_currency",
                condition=Q(amount__isnull=True) | ~Q(currency=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.get_kind_display())


class PathwayTraining(models.Model):
    """Training here that leads to a pathway: an offer, or an entry of the directory."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="trainings")
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # Which of the pathway's requirements it meets, where it is known.
    requirement = models.ForeignKey(
        Requirement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="trainings",
        verbose_name=_("requirement that it meets"),
    )
    note = models.CharField(_("how it helps"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="training_of_a_pathway_is_an_offer_or_a_service",
                condition=Q(offer__isnull=True, service__isnull=False)
                | Q(offer__isnull=False, service__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["pathway", "offer", "service"],
                nulls_distinct=False,
                name="training_is_tied_to_a_pathway_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.offer or self.service)
