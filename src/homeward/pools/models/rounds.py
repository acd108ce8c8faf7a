"""A round: the donors' money that is shared out, to whom, by which figures, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.committees.models import Decision
from homeward.funds.choices import BudgetKind
from homeward.funds.models import Budget
from homeward.places.models import Area, Country
from homeward.pools.choices import RoundStatus
from homeward.pools.models.pools import Commitment, Earmark, PoolRow
from homeward.pools.models.terms import DisbursementCriterion
from homeward.programmes.models import Programme
from homeward.services.choices import Category


class Round(PoolRow):
    name = models.CharField(_("name"), max_length=120)
    on = models.DateField(_("on"))
    budgets_until = models.DateField(_("the budgets hold until"))
    status = models.CharField(max_length=10, choices=RoundStatus.choices, default=RoundStatus.DRAWN)
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # Whose decision it rests on: a committee's minutes, a letter, the second person's own reason.
    decision = models.CharField(_("what the decision rests on"), max_length=200, blank=True)
    # Of a committee that is kept here. Who sees no paper of it reads its number above.
    decided_in = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-drawn_at"]
        constraints = [
            models.CheckConstraint(
                name="round_is_decided_by_a_second_person",
                condition=Q(status="drawn", decided_by__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("drawn_by")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoundSource(PoolRow):
    """What of a commitment's money goes into the round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sources")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "commitment"], name="commitment_goes_into_a_round_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.commitment_id}"


class RoundLine(PoolRow):
    """Who receives, and as what: a budget, or a reserve that several donors fill together."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    need = models.CharField(_("need"), max_length=20, choices=Category.choices, blank=True)
    kind = models.CharField(_("as"), max_length=10, choices=BudgetKind.choices)
    budget = models.OneToOneField(
        Budget, null=True, blank=True, on_delete=models.PROTECT, related_name="pool_line"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "position"], name="line_has_its_place_in_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.get_kind_display()}"


class RoundFigure(PoolRow):
    """A criterion's figure for one line, as it stood on the round's day."""

    line = models.ForeignKey(RoundLine, on_delete=models.PROTECT, related_name="figures")
    criterion = models.ForeignKey(DisbursementCriterion, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "criterion"], name="criterion_has_one_figure_for_a_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value}"


class RoundPart(PoolRow):
    """What of a commitment, or of one earmark of it, goes to a line."""

    line = models.ForeignKey(RoundLine, on_delete=models.PROTECT, related_name="parts")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    earmark = models.ForeignKey(
        Earmark, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.CheckConstraint(name="part_is_more_than_nothing", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                fields=["line", "commitment", "earmark"],
                nulls_distinct=False,
                name="pot_goes_to_a_line_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} to {self.line_id}"
