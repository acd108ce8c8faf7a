"""Reads of forms."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from homeward.access.choices import DataClass
from homeward.forms import definition
from homeward.forms.choices import FormKind, VersionStatus
from homeward.forms.definition import Definition
from homeward.forms.models import Form, FormVersion

# Left in the database until a page needs them: a list shows neither file nor questions.
HEAVY = ("source", "xform", "survey")


def light() -> QuerySet[FormVersion]:
    return FormVersion.objects.defer(*HEAVY)


def listed(kind: FormKind | None = None) -> QuerySet[Form]:
    """Forms with their versions, the newest of each first."""
    found = Form.objects.select_related("owner_org").prefetch_related(
        Prefetch("versions", queryset=light().order_by("-number"))
    )
    return found.filter(kind=kind) if kind else found


def versions(form: Form) -> QuerySet[FormVersion]:
    return (
        light().filter(form=form).select_related("uploaded_by", "published_by").order_by("-number")
    )


def in_force(form_id: UUID, *, on: date) -> FormVersion | None:
    """The published version of a form that holds on this day: of those that began, the newest."""
    return (
        light()
        .filter(form_id=form_id, status=VersionStatus.PUBLISHED, valid_from__lte=on)
        .select_related("form")
        .order_by("-valid_from", "-number")
        .first()
    )


def before(version: FormVersion) -> FormVersion | None:
    return (
        light()
        .filter(form_id=version.form_id, number__lt=version.number)
        .order_by("-number")
        .first()
    )


def read(version: FormVersion) -> Definition:
    """What the version asks. Read once a process: neither file nor questions ever change."""
    return _read(version.pk, version.sha256)


@lru_cache(maxsize=64)
def _read(pk: UUID, sha256: str) -> Definition:
    version = FormVersion.objects.only("xform", "survey", "data_class").get(pk=pk, sha256=sha256)
    return definition.read(version.xform, version.survey, DataClass(version.data_class))
