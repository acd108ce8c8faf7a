"""What was filled in is sent: checked once more on the server, whoever evaluated it before, and
handed to `surveys.actions.receive`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.timezone import localdate, localtime
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.forms import instances
from homeward.forms.filling import Filling
from homeward.interviews import queries, rules
from homeward.interviews.actions.drafts import kept, locked
from homeward.interviews.choices import Reason
from homeward.interviews.models import InterviewDraft, InterviewLink
from homeward.surveys import actions as surveys
from homeward.surveys.choices import Source
from homeward.surveys.models import InstrumentVersion, Submission, Wave

TAKE = "homeward.interviews.jobs.take_sent"


class Incomplete(Exception):
    """Answers that are missing or do not fit: place -> reasons, in words."""

    def __init__(self, faults: Mapping[str, list[str]]) -> None:
        self.faults = dict(faults)
        super().__init__(f"{len(faults)} answers are missing or do not fit")


@dataclass(frozen=True, kw_only=True)
class Filled:
    """One filled form: the same whatever it was filled in with."""

    answers: dict[str, str]
    xml: str
    instance_id: str


def checked(
    version: InstrumentVersion,
    answers: Mapping[str, str],
    *,
    at: datetime,
    code: str,
    instance_id: str,
    xml: str = "",
) -> Filled:
    """The answers evaluated here. Without `xml`, it is written as ODK's clients write it.

    Raises Incomplete with everything that is missing or does not fit.
    """
    form = queries.definition(version)
    now = localtime(at).replace(tzinfo=None)
    filled = Filling(form, answers, now=now, language=form.language(code))
    if faults := filled.all_faults():
        raise Incomplete(faults)
    if not xml:
        head = instances.head_of_form(version.form_version.xform) if version.form_version else None
        if head is None:
            raise Refused(Reason.NO_FORM)
        xml = instances.instance_of(filled, head, instance_id=instance_id).decode()
    return Filled(answers=instances.answers_of(xml, form), xml=xml, instance_id=instance_id)


@transaction.atomic
def send(
    wave: Wave,
    answers: Mapping[str, str],
    *,
    by: User,
    at: datetime,
    code: str,
    xml: str = "",
    held_on: date | None = None,
    source: Source = Source.BROWSER,
) -> Submission:
    """Keeps the answers of an interview for good. The draft goes with it.

    Raises Refused and Incomplete; surveys.scoring.FaultyAnswers where a code is none of the sheet.
    """
    require(by, "interviews.fill")
    draft = queries.draft_of(wave)
    instance_id = _instance_id(xml, draft)
    if found := _came_before(wave, instance_id):
        return found
    refuse_if(queries.reasons_not_to_fill(wave, by=by, at=at, today=localdate(at)))
    filled = checked(
        wave.instrument_version, answers, at=at, code=code, instance_id=instance_id, xml=xml
    )
    submission = surveys.receive(
        wave,
        wave.instrument_version,
        filled.answers,
        instance_id=filled.instance_id,
        source=source,
        by=by,
        at=at,
        xml=filled.xml,
        held_on=held_on,
    )
    InterviewDraft.objects.filter(wave=wave).delete()
    return submission


def _instance_id(xml: str, draft: InterviewDraft | None) -> str:
    """A second press of the button brings the same number, and so the same record."""
    said = instances.head_of(xml).instance_id if xml else ""
    if said:
        return said
    if draft is None:
        raise Refused(Reason.SENT_ALREADY)
    return draft.instance_id


def _came_before(wave: Wave, instance_id: str) -> Submission | None:
    return Submission.objects.filter(wave=wave, instance_id=instance_id).first()


@transaction.atomic
def send_by_link(
    draft: InterviewDraft, answers: Mapping[str, str], *, at: datetime, code: str
) -> None:
    """The person's answers are sent: nobody changes them any more. They are taken in by a job,
    since the link sees neither case nor wave. Raises Refused and Incomplete."""
    draft = locked(draft)
    refuse_if(
        rules.reasons_not_to_keep(is_open=draft.sent_at is None and draft.by_person, is_latest=True)
    )
    checked(draft.instrument_version, answers, at=at, code=code, instance_id=draft.instance_id)
    draft.answers = json.dumps(kept(answers), ensure_ascii=False, sort_keys=True)
    draft.revision += 1
    draft.saved_at = draft.sent_at = at
    draft.save(update_fields=["answers", "revision", "saved_at", "sent_at"])
    with connection.cursor() as cursor:
        cursor.execute("select interviews_link_sent(%s)", [at])
    app.configure_task(TAKE).defer(draft=str(draft.pk), organisation_id=draft.owner_org_id)


@transaction.atomic
def take(draft: InterviewDraft, *, at: datetime, by: User | None = None) -> Submission | None:
    """What a person sent becomes the wave's answers. Why it can't is kept with the draft, and
    nothing is lost. `by`: who presses the button where the job could not."""
    if by is not None:
        require(by, "interviews.fill")
    draft = locked(draft)
    if draft.sent_at is None:
        raise Refused(Reason.NOTHING_SENT)
    wave = queries.waves().filter(pk=draft.wave_id).first()
    if wave is None:
        raise PermissionDenied(draft.wave_id)
    try:
        with transaction.atomic():
            return _taken(draft, wave, at=at)
    except Refused as refusal:
        draft.refused = [reason.value for reason in refusal.reasons]
        draft.save(update_fields=["refused"])
        return None


def _taken(draft: InterviewDraft, wave: Wave, *, at: datetime) -> Submission:
    sent_at = draft.sent_at or at
    filled = checked(
        wave.instrument_version,
        draft.values,
        at=sent_at,
        code=draft.language,
        instance_id=draft.instance_id,
    )
    submission = surveys.receive(
        wave,
        wave.instrument_version,
        filled.answers,
        instance_id=filled.instance_id,
        source=Source.LINK,
        by=None,
        at=at,
        xml=filled.xml,
        held_on=localdate(sent_at),
    )
    draft.delete()
    link = InterviewLink.objects.filter(wave=wave, sent_at__isnull=False).first()
    if wave.case_id and link:
        cases.ensure_next_step(wave.case_id, by=link.made_by, at=at)
    return submission
