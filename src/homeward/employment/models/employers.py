"""Employers, who speaks for them, and rules on wages and ranking. No row names a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.core.rows import IdRow, money
from homeward.employment import choices
from homeward.funds.models import Budget
from homeward.offers.choices import WagePeriod
from homeward.offers.models import Offer
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme


class Employer(IdRow):
    """What is known of an organisation that employs people, or that speaks for those who do."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="employer"
    )
    sector = models.CharField(
        _("sector"), max_length=1, choices=choices.Section.choices, blank=True
    )
    size_band = models.CharField(
        _("how many work there"), max_length=10, choices=choices.SizeBand.choices, blank=True
    )
    # A company of a host country that is present here: other than the organisation's own country.
    headquarters = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country of the headquarters"),
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("present in"))
    intermediary = models.CharField(
        _("speaks for other employers as"),
        max_length=12,
        choices=choices.IntermediaryKind.choices,
        blank=True,
    )
    contact = models.CharField(_("whom to ask there"), max_length=150, blank=True)
    contact_function = models.CharField(_("function"), max_length=150, blank=True)
    website = models.URLField(_("website"), blank=True)
    source = models.CharField(_("where this was learned"), max_length=200)
    confirmed_on = models.DateField(_("confirmed on"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_of_host_country(self) -> bool:
        """Headquartered abroad and present here."""
        return bool(self.headquarters_id and self.headquarters_id != self.organisation.country_id)


class Speaking(IdRow):
    """An intermediary speaks for an employer: as its member, or by mandate."""

    intermediary = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="members")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="spoken_for_by")
    since = models.DateField(_("since"), null=True, blank=True)
    source = models.CharField(_("where this was learned"), max_length=200)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        ordering = ["employer__organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["intermediary", "employer"], name="employer_is_spoken_for_once"
            ),
            models.CheckConstraint(
                name="nobody_speaks_for_itself_alone", condition=~Q(intermediary=F("employer"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intermediary_id} for {self.employer_id}"


class Outreach(IdRow):
    """One contact with an employer; its organisation's own."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="outreach")
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    way = models.CharField(_("how"), max_length=10, choices=choices.OutreachWay.choices)
    said = models.TextField(_("what was said"))
    next_on = models.DateField(_("next contact"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-at"]

    def __str__(self) -> str:
        return f"{self.employer_id} on {self.on}"


class EmployerLink(IdRow):
    """An employer's own page without an account, for the candidates of one organisation.

    Only the token's hash is kept; the token is shown once.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="links")
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"link of {self.employer_id}"


class Subsidy(IdRow):
    """What is paid towards an internship or a training at work, by whom and on what condition."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="subsidy")
    kind = models.CharField(_("pays"), max_length=10, choices=choices.SubsidyKind.choices)
    share = models.DecimalField(
        _("percent of the wage"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    amount = money(_("amount a month"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    months = models.PositiveSmallIntegerField(_("months at most"))
    ceiling = money(_("at most in all"), null=True, blank=True)
    budget = models.ForeignKey(
        Budget,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("paid from"),
    )
    conditions = models.TextField(_("conditions"), blank=True)
    source = models.CharField(_("where it is written"), max_length=200)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "subsidies"
        constraints = [
            models.CheckConstraint(
                name="subsidy_is_a_share_or_an_amount",
                condition=Q(kind="share", share__gt=0, share__lte=100, amount__isnull=True)
                | Q(kind="amount", amount__gt=0, share__isnull=True),
            ),
            models.CheckConstraint(name="subsidy_has_months", condition=Q(months__gt=0)),
        ]

    def __str__(self) -> str:
        return f"subsidy of {self.offer_id}"


class WageFloor(IdRow):
    """The least wage that the law of a country, or of an area, allows, as a source says."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    amount = money(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    period = models.CharField(_("paid"), max_length=10, choices=WagePeriod.choices)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["country", "-valid_from"]
        constraints = [
            models.CheckConstraint(name="wage_floor_is_above_nothing", condition=Q(amount__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.amount} {self.currency}"


class MatchingRule(IdRow):
    """A term of job matching, of one programme or of all, from a day on."""

    kind = models.CharField(max_length=20, choices=choices.RuleKind.choices)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    value = models.PositiveSmallIntegerField()
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200)

    class Meta:
        ordering = ["kind", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "programme", "value", "valid_from"],
                nulls_distinct=False,
                name="matching_rule_is_stated_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
