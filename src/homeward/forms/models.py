"""Forms and their versions. They hold questions, and nobody's answers."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.forms import choices

# Titles of the forms that come with the software, by their code, in the reader's language.
TITLES: dict[str, Any] = {}


class Form(models.Model):
    """A questionnaire by its name. Without an owner it came with the software."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("short name"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(
        max_length=12, choices=choices.FormKind.choices, default=choices.FormKind.ASSESSMENT
    )
    owner_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "code"]

    def __str__(self) -> str:
        return str(TITLES.get(self.code, self.title)) if self.owner_org_id is None else self.title

    def get_absolute_url(self) -> str:
        return reverse("forms:form", args=[self.pk])


class FormVersion(models.Model):
    """One file as it was uploaded, and what was read of it. Published, it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # As the file calls it, for those who keep it elsewhere too.
    version = models.CharField(max_length=60, blank=True)
    file_name = models.CharField(max_length=150)
    source = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # The XForm that ODK's clients read, and what pyxform read of the file with our own columns.
    xform = models.TextField()
    survey = models.JSONField()
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, default=DataClass.CASE)
    languages = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    status = models.CharField(
        max_length=10, choices=choices.VersionStatus.choices, default=choices.VersionStatus.DRAFT
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], name="form_version_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["form", "sha256"], name="form_takes_the_same_file_once"
            ),
            models.CheckConstraint(
                name="published_form_says_from_when",
                condition=~models.Q(status="published")
                | models.Q(valid_from__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("forms:version", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == choices.VersionStatus.PUBLISHED
