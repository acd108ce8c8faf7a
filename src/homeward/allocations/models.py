"""A round shares the places of a season: what is proposed, what people decide, and why.

Round, offers, floors and the proposal itself name no person: they are their organisation's. Who is
considered, what each is proposed and who would have to move are person-level rows.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.allocations import choices
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.core.rows import IdRow
from homeward.matching.season import SCALE
from homeward.offers.models import Offer
from homeward.persons.choices import Sex
from homeward.programmes.models import Programme

# Scores are kept in millionths and shown of a hundred.
A_POINT = SCALE / 100


class Round(IdRow):
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    decide_by = models.DateField(_("decide by"), null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=choices.RoundStatus.choices, default=choices.RoundStatus.OPEN
    )
    keeper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["owner_org", "-opened_at"], name="round_of_owner")]

    def __str__(self) -> str:
        return self.name


class RoundOffer(IdRow):
    """An offer with the places that this round gives, fewer perhaps than it has."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="offers")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveIntegerField(_("places in this round"))

    class Meta:
        ordering = ["offer__title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "offer"], name="offer_is_once_in_a_round")
        ]

    def __str__(self) -> str:
        return str(self.offer)


class Floor(IdRow):
    """A share of a group that gets a place at least, and why. The group is known by its terms.

    A person who meets the terms of several belongs to the first of them.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="floors")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("group"), max_length=80)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex.choices, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    with_children = models.BooleanField(_("with children in the household"), default=False)
    # Hundredths of the members whom an offer fits.
    share = models.PositiveSmallIntegerField(_("share that gets a place, in per cent"))
    reason = models.TextField(_("why"))
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="floors_stand_in_order"),
            models.CheckConstraint(
                name="floor_is_a_share", condition=Q(share__gte=1, share__lte=100)
            ),
            models.CheckConstraint(
                name="floor_says_whom_it_is_for",
                condition=~Q(sex="")
                | Q(minimum_age__isnull=False)
                | Q(maximum_age__isnull=False)
                | Q(with_children=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Proposal(IdRow):
    """What the engine proposed, with its proof. Figures of offers and floors, and nobody's name."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=10,
        choices=choices.ProposalStatus.choices,
        default=choices.ProposalStatus.QUEUED,
    )
    done = models.PositiveSmallIntegerField(_("per cent done"), default=0)
    # Lots part sharings of the same sum: whoever has the seed can draw them again.
    seed = models.CharField(max_length=40)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    # When other code than the solver's found that nothing has a higher sum.
    proved_at = models.DateTimeField(null=True, blank=True)
    gap = models.FloatField(null=True, blank=True)
    # By offer: what one more place would bring. By floor: how many, what it costs, what lacks.
    prices = models.JSONField(default=dict)
    floors = models.JSONField(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="proposal_is_numbered_once"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(status__in=sorted(choices.UNDER_WAY)),
                name="one_proposal_is_worked_out_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.number} of {self.round_id}"


class OfRound(CaseRow):
    """A row about one person in a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.DELETE)
class Considered(OfRound):
    """Somebody who is considered in a round."""

    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta(OfRound.Meta):
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], name="person_is_considered_once_in_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"considered {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class PairRule(OfRound):
    """What a person decided before the engine: this place is settled, or ruled out, and why."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=choices.RuleKind.choices)
    reason = EncryptedTextField(_("why"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(OfRound.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person", "offer"], name="pair_is_ruled_once_in_a_round"
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(kind="lock"),
                name="person_is_settled_at_one_offer_of_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason", "why"))
class ProposedPlace(OfRound):
    """What one person is proposed, and what was decided on it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    # None: the person waits, and `wanted` is the offer that came nearest.
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    wanted = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Millionths; of the offer, or of the one wanted.
    score = models.BigIntegerField(null=True)
    # By how much the sum would fall if this person had the place wanted.
    falls_by = models.BigIntegerField(null=True)
    # The floor that counted the person in; which facts told it stands in its terms.
    floor = models.ForeignKey(
        Floor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the score is made of, by part: [[part, state, thousandths], ...]
    why = models.JSONField(default=list)
    decided = models.CharField(
        max_length=10, choices=choices.Decided.choices, default=choices.Decided.OPEN
    )
    given = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField(_("why"))
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(OfRound.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="person_has_one_line_of_a_proposal"
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(given__isnull=False),
                name="person_is_given_one_place_of_a_round",
            ),
            models.CheckConstraint(
                name="decision_on_a_line_has_its_author",
                condition=Q(decided="open", decided_by__isnull=True, given__isnull=True)
                | ~Q(decided="open") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [
            *OfRound.Meta.indexes,
            models.Index(fields=["proposal", "offer"], name="line_of_offer"),
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"

    @property
    def points(self) -> float | None:
        """The score of a hundred, as pages show it."""
        return None if self.score is None else self.score / A_POINT

    @property
    def falls_points(self) -> float | None:
        return None if self.falls_by is None else self.falls_by / A_POINT


@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class PlaceDecision(OfRound):
    """The log of decisions on a line: written with each, never changed."""

    line = models.ForeignKey(ProposedPlace, on_delete=models.PROTECT, related_name="decisions")
    to = models.CharField(max_length=10, choices=choices.Decided.choices)
    given = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField(_("why"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(OfRound.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.line_id} to {self.to}"


@person_level(erasure=Erasure.DELETE)
class Displacement(OfRound):
    """Somebody who would have to move for another's place: who waits because of whom."""

    line = models.ForeignKey(ProposedPlace, on_delete=models.PROTECT, related_name="moves")
    position = models.PositiveSmallIntegerField()
    from_offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    # None: this one would wait then.
    to_offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Millionths that this person would lose; below zero where the move suits them better.
    loss = models.BigIntegerField()

    class Meta(OfRound.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["line", "position"], name="moves_stand_in_order")
        ]

    def __str__(self) -> str:
        return f"move {self.position} of {self.line_id}"
