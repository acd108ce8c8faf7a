"""A donor's report is begun, written part by part, and frozen when it is submitted."""

import hashlib
import json
from datetime import date, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import refuse_if
from homeward.indicators.dashboards import queries, rules
from homeward.indicators.dashboards.choices import Part, Reason, ReportStatus
from homeward.indicators.dashboards.models import DonorReport, Narrative
from homeward.programmes.models import Programme


@transaction.atomic
def begin_report(
    programme: Programme,
    donor: Actor,
    *,
    title: str,
    starts_on: date,
    ends_on: date,
    corrects: DonorReport | None = None,
    by: User,
    at: datetime,
) -> DonorReport:
    require(by, "dashboards.submit_report")
    refuse_if(
        rules.reasons_not_to_begin_report(
            is_lead=programme.lead_org_id == by.organisation_id,
            is_donor=donor in queries.donors_of(programme),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    assert programme.lead_org is not None  # noqa: S101 (the rule asked)
    return DonorReport.objects.create(
        programme=programme, donor=donor, owner_org=programme.lead_org, title=title,
        starts_on=starts_on, ends_on=ends_on, corrects=corrects, begun_by=by, begun_at=at,
    )  # fmt: skip


@transaction.atomic
def write(report: DonorReport, part: Part | str, text: str, *, by: User, at: datetime) -> Narrative:
    """A part in words. What stood before is kept, with who wrote it."""
    require(by, "dashboards.write_report")
    report = DonorReport.objects.get(pk=report.pk)
    refuse_if([] if report.is_draft else [Reason.SUBMITTED_ALREADY])
    return Narrative.objects.create(report=report, part=Part(part), text=text.strip(), by=by, at=at)


@transaction.atomic
def submit(report: DonorReport, *, by: User, at: datetime) -> DonorReport:
    """Keeps results and money as they stand at this moment; they follow nothing any more."""
    require(by, "dashboards.submit_report")
    # A submitted one can't be locked, by the table's policy: it is only read, and refused.
    locked = DonorReport.objects.select_for_update(of=("self",)).filter(pk=report.pk).first()
    report = locked or DonorReport.objects.get(pk=report.pk)
    words = queries.standing_words(report)
    refuse_if(
        rules.reasons_not_to_submit(
            is_lead=report.owner_org_id == by.organisation_id,
            is_draft=report.is_draft,
            is_over=report.ends_on < at.date(),
            has_summary=bool(words.get(Part.SUMMARY) and words[Part.SUMMARY].text),
            has_chain=queries.chain_on(report.programme, on=report.ends_on) is not None,
        )
    )
    told = json.dumps(queries.content(report, at=at), cls=DjangoJSONEncoder, sort_keys=True)
    report.frozen = json.loads(told)
    report.fingerprint = hashlib.sha256(told.encode()).hexdigest()
    report.status = ReportStatus.SUBMITTED
    report.submitted_by, report.submitted_at = by, at
    report.save()
    return report
