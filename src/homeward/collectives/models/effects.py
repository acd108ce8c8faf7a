"""What a project brings to the community. No row names a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.collectives.models.projects import Project
from homeward.core.rows import IdRow, money
from homeward.occupations.models import Occupation


class Output(IdRow):
    """What a project built, delivered or trained, and what it cost."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="outputs")
    what = models.CharField(_("what was built, delivered or trained"), max_length=200)
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    cost = money(_("cost"), null=True, blank=True)
    done_on = models.DateField(_("done on"))
    source = models.CharField(_("who says so"), max_length=200)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-done_on"]

    def __str__(self) -> str:
        return self.what


class Training(IdRow):
    """Places for training that an investment created, with the trade they are for."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="trainings")
    centre = models.CharField(_("training centre"), max_length=200)
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    trade = models.CharField(_("trade"), max_length=120)
    seats = models.PositiveIntegerField(_("places created"))
    for_returnees = models.PositiveIntegerField(_("of them kept for returnees"), default=0)
    cost = money(_("cost"), null=True, blank=True)
    opened_on = models.DateField(_("open since"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opened_on"]
        constraints = [
            models.CheckConstraint(
                name="no_more_places_are_kept_than_there_are",
                condition=Q(for_returnees__lte=F("seats")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.trade}, {self.centre}"


class Reach(IdRow):
    """How many people a project reached, counted on one day. The latest count stands."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="counts")
    counted_on = models.DateField(_("counted on"))
    returnee_women = models.PositiveIntegerField(_("returnees, women and girls"), default=0)
    returnee_men = models.PositiveIntegerField(_("returnees, men and boys"), default=0)
    resident_women = models.PositiveIntegerField(_("local residents, women and girls"), default=0)
    resident_men = models.PositiveIntegerField(_("local residents, men and boys"), default=0)
    source = models.CharField(_("how they were counted"), max_length=200)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-counted_on"]

    def __str__(self) -> str:
        return f"count of {self.counted_on}"


class Photo(IdRow):
    """A photo of what was built. Nobody is on it who did not agree."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="photos")
    caption = models.CharField(_("what it shows"), max_length=200)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["-stored_at"]

    def __str__(self) -> str:
        return self.caption
