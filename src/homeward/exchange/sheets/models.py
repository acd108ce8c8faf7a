"""Layouts that the wizard remembers, and the sheets on their way through it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.exchange.sheets.choices import Kind, Stage
from homeward.places.models import Area, Country
from homeward.programmes.models import Sector


class Layout(models.Model):
    """How sheets with these headings are read. The next one goes straight to its preview."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    # Under which its rows are known; it stays when the layout is named anew.
    source = models.CharField(max_length=60, unique=True, editable=False)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    header = ArrayField(models.CharField(max_length=500))
    columns = models.JSONField(default=dict, help_text="field -> number of its column")
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country where no column says it"),
    )
    saved_at = models.DateTimeField()
    # None: saved by the command line.
    saved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LayoutValue(models.Model):
    """What a word of such a sheet means, as somebody decided; `key` is the word folded.

    With none of actor, sector and area: `is_new` makes an actor of its own, else it is left out.
    """

    layout = models.ForeignKey(Layout, on_delete=models.CASCADE, related_name="values")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    key = models.CharField(max_length=400)
    text = models.CharField(max_length=500)
    actor = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_new = models.BooleanField(default=False)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["layout", "kind", "key"], name="a_word_is_decided_once_in_a_layout"
            ),
            models.CheckConstraint(
                name="a_word_means_what_it_is_matched_with",
                condition=Q(kind=Kind.ORGANISATION, sector=None, area=None)
                | Q(kind=Kind.SECTOR, actor=None, area=None, is_new=False)
                | Q(kind=Kind.PLACE, actor=None, sector=None, is_new=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Sheet(models.Model):
    """A file on its way through the wizard. Its bytes go once it is imported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    # Of a workbook: which of its sheets.
    sheet = models.CharField(max_length=100, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.COLUMNS)
    layout = models.ForeignKey(
        Layout, null=True, blank=True, on_delete=models.PROTECT, related_name="sheets"
    )
    # The month that it is about, where its columns don't say it.
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.stage in {Stage.COLUMNS, Stage.MATCHING, Stage.FAILED}

    @property
    def is_running(self) -> bool:
        return self.stage in {Stage.QUEUED, Stage.IMPORTING}
