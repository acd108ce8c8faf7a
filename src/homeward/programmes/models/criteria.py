"""Whom a programme takes, in dated versions; the rules read the tree, nothing else does."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import CriteriaStatus, ExceptionStatus
from homeward.programmes.models.programme import Programme


class CriteriaVersion(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=12, choices=CriteriaStatus.choices, default=CriteriaStatus.DRAFT
    )
    tree = models.JSONField(default=dict)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.TextField(_("why it was changed"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["programme", "-number"]
        verbose_name_plural = "criteria versions"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="criteria_are_numbered_once_in_a_programme"
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(status=CriteriaStatus.DRAFT),
                name="a_programme_has_one_draft_of_criteria",
            ),
            models.CheckConstraint(
                name="criteria_in_force_have_a_first_day",
                condition=Q(status=CriteriaStatus.DRAFT) | Q(valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="criteria_end_after_they_begin",
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"


class CriterionException(models.Model):
    """A group that a programme takes although it does not meet a criterion, for a time.

    It names a group, never a person: an exception for one case stands with the case.
    """

    version = models.ForeignKey(
        CriteriaVersion, on_delete=models.PROTECT, related_name="exceptions"
    )
    # The JSON pointer of the criterion, and its words on that day: a later version may move it.
    criterion_at = models.CharField(max_length=200)
    criterion = models.CharField(_("criterion"), max_length=500)
    for_whom = models.CharField(_("for whom"), max_length=300)
    reason = models.TextField(_("why"))
    ends_on = models.DateField(_("until"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ExceptionStatus.choices,
        default=ExceptionStatus.WAITING,
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("why it was decided so"), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="exception_is_decided_by_a_second_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="exception_in_force_was_decided",
                condition=Q(status=ExceptionStatus.WAITING) | Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.for_whom}"
