"""Reads of interviews, and the facts that their rules ask for. Rows are the gate's."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import QuerySet, TextChoices

from homeward.access.models import User
from homeward.core.tokens import hash_of
from homeward.forms import queries as forms
from homeward.forms.definition import Definition
from homeward.forms.filling import Filling
from homeward.interviews import rules
from homeward.interviews.models import InterviewDraft, InterviewFile, InterviewLink
from homeward.surveys.choices import Filler
from homeward.surveys.models import InstrumentVersion, Wave
from homeward.surveys.queries import beginning_facts, form_of
from homeward.surveys.rules import reasons_not_to_interview

OF_VERSION = (
    "instrument_version__instrument",
    "instrument_version__form_version__form",
)


def waves() -> QuerySet[Wave]:
    """Waves with what their pages show. By a column of the case where there is one, so that a wave
    whose case is hidden is not there at all."""
    return Wave.objects.select_related("case__worker", "owner_org", *OF_VERSION)


def draft_of(wave: Wave) -> InterviewDraft | None:
    return (
        InterviewDraft.objects.filter(wave=wave)
        .select_related("saved_by__organisation", *OF_VERSION)
        .first()
    )


def draft_of_link() -> InterviewDraft:
    """A link's actor sees one draft: its own."""
    return InterviewDraft.objects.select_related("owner_org", *OF_VERSION).get()


def definition(version: InstrumentVersion) -> Definition:
    if version.form_version is None:
        raise ObjectDoesNotExist(version)
    return forms.read(version.form_version)


def filling(
    draft: InterviewDraft, *, now: datetime, code: str, given: dict[str, str] | None = None
) -> Filling:
    """The draft evaluated, or what is `given` in its place. `code`: the language's."""
    form = definition(draft.instrument_version)
    return Filling(
        form,
        draft.values if given is None else given,
        now=now,
        language=form.language(code),
        fresh=draft.is_fresh and given is None,
    )


def files_of(wave: Wave) -> dict[str, InterviewFile]:
    """Files by the name under which answers name them."""
    return {one.name: one for one in InterviewFile.objects.filter(wave=wave)}


def open_link(wave: Wave, *, at: datetime) -> InterviewLink | None:
    return links_of(wave).filter(revoked_at=None, sent_at=None, expires_at__gt=at).first()


def links_of(wave: Wave) -> QuerySet[InterviewLink]:
    return InterviewLink.objects.filter(wave=wave).select_related("made_by").order_by("-made_at")


def reasons_not_to_fill(wave: Wave, *, by: User, at: datetime, today: date) -> list[TextChoices]:
    """The survey's own reasons, and those of this way of filling it in."""
    instrument = wave.instrument_version.instrument
    facts = rules.FillingFacts(
        has_form=wave.instrument_version.form_version_id is not None,
        is_ours=wave.owner_org_id == by.organisation_id,
        for_colleagues=instrument.may_be_filled_by(Filler.COLLEAGUE)
        or instrument.may_be_filled_by(Filler.OWN_WORKER),
        with_person=open_link(wave, at=at) is not None
        or InterviewDraft.objects.filter(wave=wave, sent_at__isnull=False).exists(),
    )
    own = reasons_not_to_interview(beginning_facts(wave, by=by, today=today))
    return [*own, *rules.reasons_not_to_fill(facts)]


def inviting_facts(wave: Wave, *, today: date) -> rules.InvitingFacts:
    version = wave.instrument_version
    form = form_of(version)
    draft = draft_of(wave)
    return rules.InvitingFacts(
        has_form=form is not None,
        is_planned=wave.is_planned,
        has_person=wave.person_id is not None,
        for_person=version.instrument.may_be_filled_by(Filler.PERSON),
        asks_files=form is not None and any(q.control == "upload" for q in form.questions()),
        begun_here=draft is not None and not draft.by_person and not draft.is_fresh,
        in_time=wave.opens_on <= today <= wave.latest_on,
    )


@dataclass(frozen=True)
class Held:
    """What a token opens."""

    link: UUID
    language: str
    is_sent: bool


def link_of_token(token: str) -> Held | None:
    """None for a link that ended, was revoked or never was."""
    with connection.cursor() as cursor:
        cursor.execute("select * from interviews_link_of_token(%s)", [hash_of(token)])
        row = cursor.fetchone()
    return Held(*row) if row else None
