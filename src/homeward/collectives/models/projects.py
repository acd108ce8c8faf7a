"""A project, its season, what it owns, made and met about. No row names a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.collectives import choices
from homeward.core.rows import IdRow, money
from homeward.ledger.models import Book
from homeward.places.models import Area, Country
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme


class Project(IdRow):
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=choices.ProjectKind.choices)
    sector = models.CharField(_("sector"), max_length=20, choices=Category.choices, blank=True)
    product = models.CharField(_("product or work"), max_length=120, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(_("village or quarter"), max_length=120, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    objective = models.TextField(_("objective"), blank=True)
    status = models.CharField(
        max_length=10, choices=choices.ProjectStatus.choices, default=choices.ProjectStatus.PLANNED
    )
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    budget = money(_("budget"), null=True, blank=True)
    funder = models.CharField(_("paid by"), max_length=120, blank=True)
    # The group's own rules, as it agreed on them.
    payout_rule = models.CharField(
        _("payouts"),
        max_length=10,
        choices=choices.PayoutRule.choices,
        default=choices.PayoutRule.EQUAL,
    )
    exit_rule = models.CharField(
        _("who leaves receives"),
        max_length=15,
        choices=choices.ExitRule.choices,
        default=choices.ExitRule.CONTRIBUTION,
    )
    rules_from = models.CharField(_("where these rules stand"), max_length=200, blank=True)
    keeper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Opened with the first money; `cash` is the balance of its cash account, kept under a lock.
    book = models.ForeignKey(
        Book, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    cash = money(default=0, editable=False)
    # Counted here, since a member's row may be hidden from whoever adds the next one.
    last_member = models.PositiveIntegerField(default=0, editable=False)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="project_ends_after_it_begins",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="no_more_money_goes_out_than_is_there", condition=Q(cash__gte=0)
            ),
            models.CheckConstraint(
                name="project_has_a_whole_point_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]
        indexes = [models.Index(fields=["owner_org", "name"], name="project_of_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_members(self) -> bool:
        return self.kind in choices.WITH_MEMBERS

    @property
    def is_open(self) -> bool:
        return self.status != choices.ProjectStatus.ENDED


class ProjectPartner(IdRow):
    """An organisation that reads the project's figures while an agreement with it is in force."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"], name="organisation_is_once_a_partner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.project_id}"


class Season(IdRow):
    """A stretch of time that is accounted for by itself: a farming season, a school year."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="seasons")
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    closed_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="season_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(closed_on__isnull=True),
                name="project_has_one_open_season",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LogEntry(IdRow):
    """What the group bought, handed out, harvested or sold. Never changed: a wrong one is cancelled
    by another, which takes back its money and its goods."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("what happened"), max_length=12, choices=choices.EntryKind.choices)
    what = models.CharField(_("what"), max_length=120)
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    price = money(_("price of a unit"), null=True, blank=True)
    amount = money(_("amount"), null=True, blank=True)
    # A firm, a market or a programme; the page asks for no private person's name.
    partner = models.CharField(_("bought from, sold to, or given by"), max_length=120, blank=True)
    to_members = models.PositiveIntegerField(_("to how many members"), null=True, blank=True)
    on = models.DateField(_("day"))
    cancels = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="cancelled_by"
    )
    why = models.CharField(_("why"), max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"], name="entry_number_is_used_once_in_a_season"
            ),
            models.CheckConstraint(
                name="entry_moves_money_or_goods",
                condition=Q(amount__gt=0) | Q(quantity__gt=0),
            ),
            models.CheckConstraint(
                name="quantity_has_a_unit", condition=Q(quantity__isnull=True) | ~Q(unit="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class PayoutRun(IdRow):
    """One payout to all members. Its parts are computed and written by the database at once."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=10, choices=choices.PayoutRule.choices)
    amount = money(_("to be paid out"))
    on = models.DateField(_("paid on"))
    # What each part was computed from: the sum of all weights, and how many received one.
    weights = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    members = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"], name="payout_of_a_number_is_made_once_a_season"
            ),
            models.CheckConstraint(name="payout_is_above_nothing", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"payout {self.number}"


class Asset(IdRow):
    """What the group holds together. It stays with the group when a member leaves."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="assets")
    what = models.CharField(_("what"), max_length=120)
    origin = models.CharField(_("came from"), max_length=10, choices=choices.AssetOrigin.choices)
    value = money(_("value"))
    acquired_on = models.DateField(_("since"))
    kept_at = models.CharField(_("kept at or by"), max_length=120)
    condition = models.CharField(
        _("condition"),
        max_length=10,
        choices=choices.Condition.choices,
        default=choices.Condition.GOOD,
    )
    seen_on = models.DateField(_("seen on"))
    gone_on = models.DateField(_("gone on"), null=True, blank=True)
    disposal = models.CharField(
        _("what became of it"), max_length=12, choices=choices.Disposal.choices, blank=True
    )
    proceeds = money(_("money received"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["acquired_on", "what"]
        constraints = [
            models.CheckConstraint(name="asset_is_worth_something", condition=Q(value__gt=0)),
            models.CheckConstraint(
                name="asset_that_is_gone_says_how",
                condition=Q(gone_on__isnull=True, disposal="")
                | Q(gone_on__isnull=False) & ~Q(disposal=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Meeting(IdRow):
    """Who met, how many, and what was decided; no name is written here."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=12, choices=choices.MeetingKind.choices)
    held_on = models.DateField(_("day"))
    came = models.PositiveIntegerField(_("how many came"))
    women = models.PositiveIntegerField(_("of them women"), null=True, blank=True)
    text = models.TextField(_("what was said and decided"))
    question = models.CharField(_("put to the vote"), max_length=200, blank=True)
    in_favour = models.PositiveIntegerField(_("in favour"), null=True, blank=True)
    against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.CheckConstraint(
                name="no_more_women_came_than_people",
                condition=Q(women__isnull=True) | Q(women__lte=F("came")),
            ),
        ]

    def __str__(self) -> str:
        return f"meeting of {self.held_on}"
