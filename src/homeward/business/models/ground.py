"""What is known of registering, taxes and groups of a trade. No row names a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.business import choices
from homeward.core.rows import IdRow, money
from homeward.places.models import Area, Country
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme


class Ground(IdRow):
    """What holds somewhere from a day on, as a source says. A change is a new row; the old one
    ends."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    # None: in all of the country.
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(_("where this stands"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField(auto_now_add=True)

    class Meta:
        abstract = True


class RegistrationStep(Ground):
    """A step to register a business: what, where, how long, what it costs, which papers."""

    position = models.PositiveSmallIntegerField(_("place in the order"), default=1)
    what = models.CharField(_("what is done"), max_length=200)
    where = models.CharField(_("where"), max_length=200)
    papers = models.TextField(_("papers to bring"), blank=True)
    cost = money(_("cost"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    days = models.PositiveSmallIntegerField(_("how many days it takes"), null=True, blank=True)

    class Meta:
        ordering = ["country", "position", "what"]
        constraints = [
            models.CheckConstraint(
                name="step_s_cost_has_a_currency",
                condition=Q(cost__isnull=True) | ~Q(currency=""),
            ),
            models.CheckConstraint(
                name="step_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class TaxNote(Ground):
    """What is taxed and what is not, for a small business there."""

    tax = models.CharField(_("tax or fee"), max_length=120)
    treatment = models.CharField(
        _("how it is treated"), max_length=10, choices=choices.TaxTreatment.choices
    )
    text = models.TextField(_("what holds, for whom, up to which amount"))

    class Meta:
        ordering = ["country", "treatment", "tax"]
        constraints = [
            models.CheckConstraint(
                name="tax_note_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.tax


class CheckRule(IdRow):
    """After how many months a business is asked after, as a programme agreed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField(_("months after the start"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where this stands"), max_length=300)

    class Meta:
        ordering = ["programme", "months"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "months", "valid_from"], name="check_is_asked_for_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.months}"


class SectorGroup(IdRow):
    """People of one trade in one area who meet. Who is in it is a row of each one's case."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    sector = models.CharField(_("sector"), max_length=20, choices=Category.choices, blank=True)
    trade = models.CharField(_("trade"), max_length=120)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meets = models.CharField(_("when and where it meets"), max_length=200, blank=True)
    keeper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class GroupMeeting(IdRow):
    """How many came and what was said; nobody is named."""

    group = models.ForeignKey(SectorGroup, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("day"))
    came = models.PositiveIntegerField(_("how many came"))
    text = models.TextField(_("what was said"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return f"meeting of {self.held_on}"
