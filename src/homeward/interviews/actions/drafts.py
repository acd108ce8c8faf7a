"""A draft is begun, kept as it is typed, and discarded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.files import actions as files
from homeward.forms.filling import KNOWN_KEY, LONGEST_ANSWER
from homeward.interviews import queries, rules
from homeward.interviews.choices import Reason
from homeward.interviews.models import InterviewDraft, InterviewFile
from homeward.surveys.models import InstrumentVersion, Wave

# Of a name that a client made up; ODK's are a number and an ending.
LONGEST_NAME = 200
MOST_ANSWERS = 20_000
# The strictest class that the form marks is the draft's, as it will be the answers' own.
STRICTEST_FIRST = (DataClass.ASYLUM, DataClass.PROTECTION, DataClass.HEALTH, DataClass.LEGAL)


def class_of(version: InstrumentVersion) -> DataClass:
    marked = queries.definition(version).classes
    return next((one for one in STRICTEST_FIRST if one in marked), DataClass.SURVEY)


@transaction.atomic
def begin(wave: Wave, *, by: User, at: datetime) -> InterviewDraft:
    """The wave's draft, begun where there is none. What a person typed by a link that ended
    without being sent is theirs: it is not shown, and goes."""
    require(by, "interviews.fill")
    refuse_if(queries.reasons_not_to_fill(wave, by=by, at=at, today=localdate(at)))
    draft = queries.draft_of(wave)
    if draft and draft.by_person:
        draft.delete()
        draft = None
    return draft or new(wave, by=by, at=at)


def new(
    wave: Wave, *, by: User, at: datetime, by_person: bool = False, language: str = ""
) -> InterviewDraft:
    # Two who begin at once: the second finds the draft of the first.
    InterviewDraft.objects.bulk_create(
        [
            InterviewDraft(
                **common(wave),
                saved_at=at,
                saved_by=None if by_person else by,
                by_person=by_person,
                language=language,
            )
        ],
        ignore_conflicts=True,
    )
    return InterviewDraft.objects.select_related(*queries.OF_VERSION).get(wave=wave)


def common(wave: Wave) -> dict[str, object]:
    return {
        "wave": wave,
        "instrument_version_id": wave.instrument_version_id,
        "person_id": wave.person_id,
        "programme_id": wave.programme_id,
        "owner_org_id": wave.owner_org_id,
        "data_class": class_of(wave.instrument_version),
    }


@transaction.atomic
def keep(
    draft: InterviewDraft,
    answers: Mapping[str, str],
    *,
    revision: int,
    by: User | None,
    at: datetime,
    language: str = "",
    over: bool = False,
) -> InterviewDraft:
    """Keeps what is typed so far, right or wrong. `by` is nobody where the person types it by a
    link. `over`: what somebody else kept meanwhile is put aside knowingly. Raises Refused."""
    if by is not None:
        require(by, "interviews.fill")
    draft = locked(draft)
    refuse_if(
        rules.reasons_not_to_keep(
            is_open=draft.sent_at is None and draft.by_person == (by is None),
            is_latest=over or draft.revision == revision,
        )
    )
    draft.answers = json.dumps(kept(answers), ensure_ascii=False, sort_keys=True)
    draft.revision += 1
    draft.saved_at, draft.saved_by = at, by
    draft.language = language or draft.language
    draft.save(update_fields=["answers", "revision", "saved_at", "saved_by", "language"])
    return draft


def kept(answers: Mapping[str, str]) -> dict[str, str]:
    """Within bounds: an answer that is too long is said to be so, and not cut in silence."""
    found = [(key, value) for key, value in answers.items() if not key.endswith(KNOWN_KEY)]
    return {key: value[: LONGEST_ANSWER + 1] for key, value in found[:MOST_ANSWERS]}


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that came with a draft, under the name that its answer has."""

    name: str
    content: bytes


@transaction.atomic
def attach(wave: Wave, attached: Attached, *, by: User) -> InterviewFile:
    """Keeps a picture or file. The same name comes once: it is the file that is there. Refused
    where the file is of no kind that is taken."""
    require(by, "interviews.fill")
    name = attached.name[:LONGEST_NAME]
    found = InterviewFile.objects.filter(wave=wave, name=name).first()
    if found:
        return found
    if wave.person_id is None:
        raise Refused(Reason.NO_FILES_HERE)
    stored = files.store(
        attached.content,
        name,
        person_id=wave.person_id,
        programme_id=wave.programme_id,
        data_class=class_of(wave.instrument_version),
        by=by,
    )
    return InterviewFile.objects.create(**common(wave), name=name, file=stored)


@transaction.atomic
def discard(draft: InterviewDraft, *, by: User) -> None:
    """A draft that was begun by mistake goes, with what was typed and its files."""
    require(by, "interviews.fill")
    draft = locked(draft)
    refuse_if(
        rules.reasons_not_to_keep(
            is_open=draft.sent_at is None and not draft.by_person, is_latest=True
        )
    )
    InterviewFile.objects.filter(wave_id=draft.wave_id).delete()
    draft.delete()


def locked(draft: InterviewDraft) -> InterviewDraft:
    """Read again under a lock: the page may be old, and two may type at once."""
    found = InterviewDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk)
    kept_now = found.select_related(*queries.OF_VERSION).first()
    if kept_now is None:
        raise Refused(Reason.SENT_ALREADY)
    return kept_now
