"""The versioned lists that pages choose from: factors of risk, kinds of incident."""

from django.db import models

from homeward.protection import choices
from homeward.protection.models.base import worded


class Term(models.Model):
    """One entry of a list, with its days. A changed wording is a new row; rows keep the old one."""

    list = models.CharField(max_length=10, choices=choices.TermList.choices)
    code = models.CharField(max_length=40)
    level = models.CharField(max_length=12, choices=choices.Level.choices, blank=True)
    effect = models.CharField(max_length=10, choices=choices.Effect.choices, blank=True)
    names = models.JSONField(default=dict, help_text="language -> wording")
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["list", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code", "valid_from"], name="term_begins_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return worded(self.names, self.code)
