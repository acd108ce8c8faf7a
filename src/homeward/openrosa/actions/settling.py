"""A delivery is taken in as answers of a survey, waits to be assigned, or is discarded."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.files import actions as files
from homeward.openrosa import queries, reading, rules
from homeward.openrosa.choices import Reason, State, Why
from homeward.openrosa.models import Delivery
from homeward.surveys import actions as surveys
from homeward.surveys.choices import Source
from homeward.surveys.models import Submission, Wave
from homeward.surveys.scoring import FaultyAnswers
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def settle(
    delivery: Delivery, *, original: Delivery | None, is_encrypted: bool, by: User, at: datetime
) -> None:
    """Taken in where it says whose it is and every rule holds; else it waits, with the reasons."""
    if is_encrypted:
        _end(delivery, State.LOCKED, by=by, at=at)
        return
    corrected = queries.submission_of(original) if original else None
    if original:
        _end(original, State.REPLACED, by=by, at=at)
    wave, why = _answered(delivery, corrected)
    if why:
        _wait(delivery, [why], at=at)
        return
    try:
        with transaction.atomic():
            _take(delivery, wave, corrects=corrected, interviewer=by, by=by, at=at)
    except Refused as refused:
        _wait(delivery, [reason.value for reason in refused.reasons], at=at)
    except FaultyAnswers:
        _wait(delivery, [Why.FAULTY_CODES], at=at)


def _answered(delivery: Delivery, corrected: Submission | None) -> tuple[Wave | None, Why | None]:
    """The survey that it answers, or why that is not known; none of both where it is of nobody."""
    if corrected:
        return corrected.wave, None
    return (None, None) if delivery.of_nobody else queries.wave_said(delivery)


@transaction.atomic
def assign(
    delivery: Delivery,
    wave: Wave | None,
    *,
    of_nobody: bool = False,
    drops_files: bool = False,
    by: User,
    at: datetime,
) -> Delivery:
    """A colleague says which survey it answers, or that it is about nobody registered here.

    Files that can't be kept go only when told to.
    """
    require(by, "openrosa.assign")
    delivery = _locked(delivery)
    refuse_if(
        rules.reasons_not_to_assign(
            delivery.state,
            is_chosen=of_nobody != (wave is not None),
            asks_by_this=wave is None or queries.asks_by(wave, delivery.form_version_id),
        )
    )
    delivery.of_nobody = of_nobody
    if drops_files:
        contents = [(file.name, file.content) for file in delivery.files.all()]
        delivery.files.filter(name__in=rules.not_kept(contents)).delete()
    # Who held the interview is asked for, not who sorts what came; a file names nobody.
    interviewer = delivery.came_by if delivery.source == Source.COLLECT else by
    original = queries.original_of(delivery)
    corrects = queries.submission_of(original) if original else None
    _take(delivery, wave, corrects=corrects, interviewer=interviewer, by=by, at=at)
    return delivery


@transaction.atomic
def discard(delivery: Delivery, reason: str, *, by: User, at: datetime) -> Delivery:
    """Its content goes. The id stays, so that it is known when a device sends it again."""
    require(by, "openrosa.assign")
    delivery = _locked(delivery)
    refuse_if(rules.reasons_not_to_discard(delivery.state, reason=reason))
    delivery.files.all().delete()
    delivery.content, delivery.why = "", [reason.strip()]
    _end(delivery, State.DISCARDED, by=by, at=at)
    original = queries.original_of(delivery)
    if original and original.content:
        # Its correction is gone: what it corrected waits again.
        original.settled_at, original.settled_by = None, None
        _wait(original, [Why.CORRECTION_DISCARDED], at=at)
    return delivery


def move_files(delivery: Delivery, *, by: User) -> None:
    """Files of a delivery that was taken in go to the person's own, under their policies and key.

    Of a household's, a project's or a community's answers they stay with the delivery.
    """
    submission = queries.submission_of(delivery)
    if submission is None or submission.person_id is None:
        return
    for file in delivery.files.filter(stored_id=None):
        stored = files.store(
            file.content,
            file.name,
            person_id=submission.person_id,
            programme_id=submission.programme_id,
            data_class=DataClass.SURVEY,
            by=by,
        )
        file.content, file.stored_id = b"", stored.pk
        file.save(update_fields=["content", "stored_id"])


def _take(
    delivery: Delivery,
    wave: Wave | None,
    *,
    corrects: Submission | None,
    interviewer: User,
    by: User,
    at: datetime,
) -> None:
    if rules.not_kept((file.name, file.content) for file in delivery.files.all()):
        raise Refused(Reason.FILES_NOT_KEPT)
    answers = reading.answers_of(delivery)
    about = surveys.About(owner_org=delivery.organisation, programme=delivery.programme)
    submission = surveys.receive(
        wave,
        wave.instrument_version if wave else queries.version_of(delivery),
        answers,
        instance_id=delivery.instance_id,
        source=Source(delivery.source),
        by=interviewer,
        at=at,
        xml=delivery.content,
        about=None if wave else about,
        held_on=reading.day_held(answers, at_latest=localdate(at)),
        deprecates=corrects,
    )
    delivery.submission_id, delivery.content, delivery.why = submission.pk, "", []
    _end(delivery, State.TAKEN, by=by, at=at)
    move_files(delivery, by=by)
    if (original := queries.original_of(delivery)) and original.content:
        original.content = ""
        original.save(update_fields=["content"])
        original.files.filter(stored_id=None).delete()


def _wait(delivery: Delivery, why: Sequence[str], *, at: datetime) -> None:
    delivery.state, delivery.why = State.WAITING, list(why)
    delivery.save()
    tasks.begin(
        TaskKind.ASSIGN_FILLED_FORM,
        delivery.pk,
        holder_org=delivery.organisation_id,
        waiter_org=delivery.organisation_id,
        at=at,
        programme_id=delivery.programme_id,
        reference=str(delivery.form_version.form),
    )


def _end(delivery: Delivery, state: State, *, by: User, at: datetime) -> None:
    """The only code that settles a delivery; its wait ends with it."""
    delivery.state, delivery.settled_at, delivery.settled_by = state, at, by
    delivery.save()
    tasks.end(TaskKind.ASSIGN_FILLED_FORM, delivery.pk, at=at)


def _locked(delivery: Delivery) -> Delivery:
    """Read again under a lock: two colleagues may sort at once."""
    return (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("came_by", "form_version__form", "organisation", "programme")
        .get(pk=delivery.pk)
    )
