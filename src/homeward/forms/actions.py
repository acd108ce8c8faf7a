"""Every write on forms."""

import hashlib
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.files import kinds
from homeward.files import rules as files
from homeward.forms import rules, xlsform
from homeward.forms.choices import FormKind, Reason, VersionStatus
from homeward.forms.models import Form, FormVersion

CODE_LENGTH = 60


def checked(source: bytes) -> xlsform.Read:
    """What the file holds. Raises Refused (no workbook) and xlsform.Faulty (a bad form)."""
    refuse_if(files.reasons_not_to_store(source))
    if files.type_of(source) != kinds.XLSX:
        raise Refused(Reason.NOT_A_WORKBOOK)
    return xlsform.read(source)


@transaction.atomic
def begin(
    title: str,
    source: bytes,
    name: str,
    *,
    kind: FormKind = FormKind.ASSESSMENT,
    by: User,
    at: datetime,
) -> FormVersion:
    """A new form of the actor's organisation with its first version."""
    require(by, "forms.write")
    read = checked(source)
    org = by.organisation_of_rows
    form = Form.objects.create(
        code=_free_code(read.form_id or title, org),
        title=title.strip() or read.definition.title,
        kind=kind,
        owner_org=org,
        begun_at=at,
    )
    return _add(form, read, source, name, by=by, at=at)


def _free_code(wanted: str, org: Organisation) -> str:
    code = slugify(wanted)[:CODE_LENGTH] or "form"
    taken = set(Form.objects.filter(code__startswith=code[:40]).values_list("code", flat=True))
    candidates = [code, *(f"{code[: CODE_LENGTH - 12]}-{org.pk}-{n}" for n in range(1, 1000))]
    return next(one for one in candidates if one not in taken)


@transaction.atomic
def upload(
    form: Form,
    source: bytes,
    name: str,
    *,
    by: User,
    at: datetime,
) -> FormVersion:
    """The next version of a form, as a draft."""
    require(by, "forms.write")
    if form.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    form = Form.objects.select_for_update().get(pk=form.pk)
    read = checked(source)
    refuse_if(
        rules.reasons_not_to_upload(
            is_ours=form.owner_org_id == by.organisation_id,
            is_new_file=not form.versions.filter(sha256=read.sha256).exists(),
            asks=bool(read.definition.questions()),
        )
    )
    return _add(form, read, source, name, by=by, at=at)


def _add(
    form: Form, read: xlsform.Read, source: bytes, name: str, *, by: User | None, at: datetime
) -> FormVersion:
    last = form.versions.aggregate(last=Max("number"))["last"] or 0
    return FormVersion.objects.create(
        form=form,
        number=last + 1,
        version=read.version[:60],
        file_name=files.name_to_keep(name, kinds.XLSX),
        source=source,
        sha256=read.sha256,
        xform=read.xform,
        survey=read.survey,
        data_class=read.definition.data_class,
        languages=list(read.definition.languages),
        warnings=read.warnings,
        uploaded_at=at,
        uploaded_by=by,
    )


@transaction.atomic
def publish(version: FormVersion, *, valid_from: date, by: User, at: datetime) -> FormVersion:
    """From this day on it is the one that is asked. Drafts begun with another keep theirs."""
    require(by, "forms.publish")
    Form.objects.filter(owner_org=by.organisation_id).select_for_update().filter(
        pk=version.form_id
    ).first()
    version = FormVersion.objects.select_related("form").get(pk=version.pk)
    refuse_if(
        rules.reasons_not_to_publish(
            is_ours=version.form.owner_org_id == by.organisation_id,
            is_draft=not version.is_published,
        )
    )
    return _publish(version, valid_from=valid_from, by=by, at=at)


def _publish(
    version: FormVersion, *, valid_from: date, by: User | None, at: datetime
) -> FormVersion:
    version.status = VersionStatus.PUBLISHED
    version.valid_from, version.published_at, version.published_by = valid_from, at, by
    version.save(update_fields=["status", "valid_from", "published_at", "published_by"])
    return version


@transaction.atomic
def load_shipped(path: Path, *, code: str, at: datetime) -> FormVersion | None:
    """A form that comes with the software, as its file says; nothing where it is loaded already.

    Run by the database's owner (`homeward migrate`, `homeward demo`).
    """
    source = path.read_bytes()
    form, _new = Form.objects.get_or_create(
        code=code, defaults={"title": code, "owner_org": None, "begun_at": at}
    )
    if form.versions.filter(sha256=hashlib.sha256(source).hexdigest()).exists():
        return None
    read = checked(source)
    if form.title != read.definition.title:
        form.title = read.definition.title
        form.save(update_fields=["title"])
    version = _add(form, read, source, path.name, by=None, at=at)
    return _publish(version, valid_from=at.date(), by=None, at=at)


@transaction.atomic
def publish_read(form: Form, source: bytes, name: str, *, at: datetime) -> FormVersion:
    """A version as its file says, published at once. Run by the database's owner (the demo)."""
    version = _add(form, checked(source), source, name, by=None, at=at)
    return _publish(version, valid_from=at.date(), by=None, at=at)
