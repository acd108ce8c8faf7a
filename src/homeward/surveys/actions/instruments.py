"""Instruments are begun, get versions from files, and are published."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.forms import actions as forms
from homeward.forms import queries as form_queries
from homeward.forms.choices import FormKind
from homeward.forms.models import FormVersion
from homeward.surveys import queries, rules, sheet_files
from homeward.surveys.choices import Reason, Topic, Unit, VersionStatus
from homeward.surveys.instruments import FaultySheet
from homeward.surveys.models import Instrument, InstrumentVersion


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The files of one version, as they were chosen: name and content, or nothing."""

    version: str
    changes: str = ""
    form: tuple[str, bytes] | None = None
    sheet: tuple[str, bytes] | None = None


@transaction.atomic
def begin(
    code: str,
    title: str,
    *,
    first: Upload,
    topic: str = Topic.OTHER,
    unit: str = Unit.PERSON,
    filled_by: Collection[str],
    about: str = "",
    publisher: str = "",
    licence: str = "",
    by: User,
    at: datetime,
) -> InstrumentVersion:
    """A new instrument of the actor's organisation with its first version, as a draft."""
    require(by, "surveys.write_instruments")
    checks = [
        (not Instrument.objects.filter(code=code).exists(), Reason.CODE_TAKEN),
        (bool(filled_by), Reason.NO_FILLER),
    ]
    refuse_if([reason for holds, reason in checks if not holds])
    instrument = Instrument.objects.create(
        code=code,
        title=title,
        owner_org=by.organisation_of_rows,
        topic=topic,
        unit=unit,
        filled_by=list(filled_by),
        about=about,
        publisher=publisher,
        licence=licence,
        begun_at=at,
    )
    return upload(instrument, first, by=by, at=at)


@transaction.atomic
def upload(instrument: Instrument, given: Upload, *, by: User, at: datetime) -> InstrumentVersion:
    """The next version, as a draft. Raises Refused, xlsform.Faulty and FaultySheet."""
    require(by, "surveys.write_instruments")
    if instrument.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    # Two at once would take the same number.
    instrument = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
    read = sheet_files.read(given.sheet[1], name=given.sheet[0]) if given.sheet else None
    is_first = not instrument.versions.exists()
    refuse_if(
        rules.reasons_not_to_upload(
            rules.UploadFacts(
                is_ours=True,
                is_new_version=not instrument.versions.filter(version=given.version).exists(),
                has_file=bool(given.form or given.sheet),
                says_what_is_new=is_first or bool(given.changes.strip()),
                sheet_is_of_it=read is None
                or (read.sheet.id, read.sheet.version) == (instrument.code, given.version),
            )
        )
    )
    form = _form(instrument, given, by=by, at=at)
    if read and form:
        asked = queries.asked_by(form_queries.read(form))
        if faults := rules.faults_between(read.sheet, asked):
            raise FaultySheet(given.sheet[0] if given.sheet else "", faults)
    return InstrumentVersion.objects.create(
        instrument=instrument,
        number=(instrument.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        version=given.version,
        form_version=form,
        sheet=read.text if read else "",
        sheet_name=given.sheet[0][:150] if given.sheet else "",
        waves=[_window(one) for one in read.sheet.waves] if read else [],
        changes=given.changes.strip(),
        uploaded_at=at,
        uploaded_by=by,
    )


def _window(one: Any) -> Mapping[str, Any]:
    times = {"opens": one.opens, "closes": one.closes, "latest": one.latest}
    return {"code": one.code, "label": dict(one.labels), **times}


def _form(instrument: Instrument, given: Upload, *, by: User, at: datetime) -> FormVersion | None:
    """The questions: of the file, or those of the version before where only the sheet is new."""
    last = queries.newest(instrument)
    before = last.form_version if last else None
    if given.form is None:
        return before
    name, source = given.form
    if before is None:
        return forms.begin(instrument.title, source, name, kind=FormKind.SURVEY, by=by, at=at)
    return forms.upload(before.form, source, name, by=by, at=at)


@transaction.atomic
def publish(
    version: InstrumentVersion, *, valid_from: date, by: User, at: datetime
) -> InstrumentVersion:
    """From this day on it is the one that is planned. What was planned before keeps its own."""
    require(by, "surveys.write_instruments")
    refuse_if([] if version.instrument.owner_org_id == by.organisation_id else [Reason.NOT_OURS])
    # The instrument is locked, since a published version is open to no update and so to no lock.
    Instrument.objects.select_for_update(of=("self",)).get(pk=version.instrument_id)
    version = InstrumentVersion.objects.select_related("instrument", "form_version__form").get(
        pk=version.pk
    )
    refuse_if(rules.reasons_not_to_publish(is_ours=True, is_draft=not version.is_published))
    if version.form_version and not version.form_version.is_published:
        forms.publish(version.form_version, valid_from=valid_from, by=by, at=at)
    version.status = VersionStatus.PUBLISHED
    version.valid_from, version.published_at, version.published_by = valid_from, at, by
    version.save(update_fields=["status", "valid_from", "published_at", "published_by"])
    return version
