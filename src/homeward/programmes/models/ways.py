"""The stages that a case passes, in dated versions: data, so that no branch of code knows them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.places.names import language
from homeward.programmes.choices import CriteriaStatus, Stage, StageCondition, WayKind
from homeward.programmes.models.programme import Programme


class Way(models.Model):
    """One version of one kind of way. A case keeps the version that it began with.

    Without a programme it came with the software and holds for whoever has none of their own.
    """

    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="ways"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=WayKind.choices)
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=12, choices=CriteriaStatus.choices, default=CriteriaStatus.DRAFT
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.TextField(_("why it was changed"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "number"],
                name="ways_are_numbered_once_in_a_programme",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(status=CriteriaStatus.DRAFT),
                name="a_programme_has_one_draft_of_a_kind_of_way",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="way_in_force_has_a_first_day",
                condition=Q(status=CriteriaStatus.DRAFT) | Q(valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="way_ends_after_it_begins",
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class WayStage(models.Model):
    """One stage of a way: its own name where it has one, its conditions, the wait it begins."""

    way = models.ForeignKey(Way, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    to_enter = ArrayField(
        models.CharField(max_length=30, choices=StageCondition.choices),
        default=list,
        blank=True,
        verbose_name=_("must be true to enter it"),
    )
    to_leave = ArrayField(
        models.CharField(max_length=30, choices=StageCondition.choices),
        default=list,
        blank=True,
        verbose_name=_("must be true to leave it"),
    )
    # A kind of wait (tasks.TaskKind), due by its own deadline rule; blank begins none.
    wait = models.CharField(_("what waits in it"), max_length=30, blank=True)
    # Counted back from the travel; it goes before the rule of the wait.
    days_before_travel = models.PositiveSmallIntegerField(
        _("done so many days before the travel"), null=True, blank=True
    )
    source = models.CharField(_("where this is stated"), max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["way", "stage"], name="stage_stands_on_a_way_once"),
            models.UniqueConstraint(
                fields=["way", "position"],
                name="stages_of_a_way_stand_in_one_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.names.get(language()) or Stage(self.stage).label)
