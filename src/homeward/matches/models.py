"""What counts how much, what a worker decided otherwise, and what was proposed and chosen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.matches import choices
from homeward.matching.sides import Weights
from homeward.offers.models import Offer
from homeward.programmes.models import Programme
from homeward.services.models import Service

HUNDRED = 100
SHIPPED = gettext_noop("Our own choice, not measured. Each programme can state its own.")


class RankingVersion(models.Model):
    """The weights of a ranking from a day on. A version is never changed; the next one is written.

    Nothing here can name a way of return or a former legal status: the ten parts are fixed.
    """

    # None: for every programme that has none of its own.
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    # Where the weights come from, and whether anybody measured them.
    source = models.TextField(_("where the weights come from"))
    # Part -> hundredths.
    parts = models.JSONField(_("weights"))
    essential = models.FloatField(_("an essential skill"), default=1.0)
    optional = models.FloatField(_("an optional skill"), default=0.3)
    taught = models.FloatField(_("a skill that is taught and wanted"), default=1.0)
    reach_km = models.PositiveIntegerField(_("kilometres at which nearness ends"), default=50)
    horizon_days = models.PositiveIntegerField(
        _("days that an offer without an end is taken to run"), default=365
    )
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-valid_from", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="ranking_is_numbered_once_in_a_programme",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"ranking {self.number}"

    @property
    def shown_source(self) -> str:
        """What is shipped speaks the reader's language; what people wrote, their own."""
        return gettext(SHIPPED) if self.source == SHIPPED else self.source

    @property
    def weights(self) -> Weights:
        return Weights(
            parts={part: self.parts[part] / HUNDRED for part in choices.Part.values},
            essential=self.essential,
            optional=self.optional,
            taught=self.taught,
            reach_km=self.reach_km,
            horizon_days=self.horizon_days,
        )


class AboutOffer(CaseRow):
    """A row about one person and one offer, or one service that nobody has written an offer for."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(CaseRow.Meta):
        abstract = True

    @property
    def title(self) -> str:
        return str(self.offer) if self.offer else self.service.shown_name if self.service else ""


def _one_of_both(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(offer__isnull=False, service__isnull=True)
        | Q(offer__isnull=True, service__isnull=False),
    )


@tracked()
@person_level(erasure=Erasure.DELETE)
class Placing(AboutOffer):
    """A worker puts an offer first or aside for a person, with a reason, until it is taken back."""

    standing = models.CharField(
        _("where it stands"), max_length=10, choices=choices.Standing.choices
    )
    reason = EncryptedTextField(_("why"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(AboutOffer.Meta):
        ordering = ["-at"]
        constraints = [
            _one_of_both("placing_is_of_an_offer_or_a_service"),
            models.UniqueConstraint(
                fields=["owner_org", "person", "offer", "service"],
                condition=Q(lifted_at__isnull=True),
                name="offer_stands_in_one_place_for_a_person",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"placing {self.pk}"


@person_level(erasure=Erasure.DELETE)
class Proposal(AboutOffer):
    """What was proposed when somebody chose, what was chosen, and why. Never changed."""

    ranking = models.ForeignKey(RankingVersion, on_delete=models.PROTECT, related_name="+")
    # [[id, score in thousandths], ...]: the offers as they stood, the best first.
    shown = models.JSONField(default=list)
    fitting = models.PositiveIntegerField()
    # The chosen one's place among those shown; None: it was not among them.
    place = models.PositiveIntegerField(null=True)
    reason = EncryptedTextField(_("why this one"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(AboutOffer.Meta):
        ordering = ["-at"]
        constraints = [_one_of_both("proposal_chose_an_offer_or_a_service")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
