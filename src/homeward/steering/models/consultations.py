import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.places.models import Area
from homeward.programmes.models import Programme, ScopingRecord
from homeward.steering.choices import Consulted, Method, TakenUp


class Consultation(models.Model):
    """Who was asked for a programme's design: kinds and numbers, never names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(
        ScopingRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("scoping record"),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200)
    method = models.CharField(_("how"), max_length=15, choices=Method.choices)
    held_on = models.DateField(_("held on"))
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("area"),
    )  # fmt: skip
    about = models.TextField(_("what was asked"), blank=True)
    # None: nobody said whether those who spoke were told what came of it.
    told_back_on = models.DateField(_("they were told what came of it on"), null=True, blank=True)
    held_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="told_back_after_it_was_held",
                condition=Q(told_back_on__isnull=True) | Q(told_back_on__gte=F("held_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ConsultedGroup(models.Model):
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=20, choices=Consulted.choices)
    # None: nobody counted them.
    people = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind"], name="kind_of_people_is_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.people}"


class Saying(models.Model):
    """Something that was said, and what the design made of it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sayings")
    said_by = models.CharField(_("said by"), max_length=20, choices=Consulted.choices)
    text = models.TextField(_("what they said"))
    taken_up = models.CharField(
        _("in the design"), max_length=10, choices=TakenUp.choices, default=TakenUp.OPEN
    )
    why = models.TextField(_("what was done with it, or why not"), blank=True)
    weighed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    weighed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="weighed_saying_has_its_reason",
                condition=Q(taken_up="open") | (~Q(why="") & Q(weighed_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
