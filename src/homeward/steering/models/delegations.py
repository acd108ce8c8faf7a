import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.core.arrows import arrow
from homeward.mechanisms.models import Mechanism
from homeward.places.models import Area, Country
from homeward.steering.choices import Task


class Delegation(models.Model):
    """A national body gives a municipality areas and actions, by an act, from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    giver = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("who delegates")
    )
    receiver = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("to whom")
    )
    tasks = ArrayField(
        models.CharField(max_length=20, choices=Task.choices), verbose_name=_("what")
    )
    areas = models.ManyToManyField(Area, related_name="+", verbose_name=_("where"))
    mechanism = models.ForeignKey(
        Mechanism, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("referral system"),
    )  # fmt: skip
    # Title and number of the act, as it can be found.
    act = models.CharField(_("act"), max_length=300)
    act_on = models.DateField(_("day of the act"))
    conditions = models.TextField(_("under which conditions"), blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True)
    recorded_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["country", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="nobody_delegates_to_themselves", condition=~Q(giver=F("receiver"))
            ),
            models.CheckConstraint(
                name="delegation_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="delegation_gives_something", condition=Q(tasks__len__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} {arrow()} {self.receiver}"

    @property
    def in_words(self) -> list[str]:
        return [str(Task(code).label) for code in self.tasks if code in Task.values]
