"""Whom a programme takes, in dated versions; the rules read the tree, nothing else does."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import CriteriaStatus
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
            models.CheckConstraint(
                name="criteria_end_after_they_begin",
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"
