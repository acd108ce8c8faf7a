import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.places.models import Country
from homeward.programmes.models import Programme


class WorkplanItem(models.Model):
    """Who is responsible for a step, until when. The latest stands; how far it is, is read.

    Of a programme, or of the work in a country of origin, from one host country or from any.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    host_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    step = models.PositiveSmallIntegerField(_("step"))
    responsible_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("responsible")
    )
    due_on = models.DateField(_("due"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    stated_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["step", "-stated_at"]
        constraints = [
            models.CheckConstraint(
                name="workplan_is_a_programmes_or_a_countrys",
                condition=Q(
                    programme__isnull=False, country__isnull=True, host_country__isnull=True
                )
                | Q(programme__isnull=True, country__isnull=False),
            ),
            models.CheckConstraint(
                name="workplan_has_ten_steps", condition=Q(step__gte=1, step__lte=10)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id or self.country_id}: {self.step}"
