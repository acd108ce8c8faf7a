"""Legal notes: written once, read by the author and whom the author names."""

from datetime import datetime

from django.db import transaction

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.persons.models import Person
from homeward.protection import queries, rules
from homeward.protection.actions.common import of, refuse_if_closed, under
from homeward.protection.choices import CourtRole, CourtStage, Reason
from homeward.protection.models import LegalNote, LegalNoteReader


@transaction.atomic
def write_legal_note(
    case: Case,
    person: Person,
    text: str,
    *,
    court: str = "",
    stage: CourtStage = CourtStage.NONE,
    role: CourtRole | str = "",
    not_to_disclose: bool = False,
    by: User,
    at: datetime,
) -> LegalNote:
    require(by, "protection.legal_notes")
    refuse_if_closed(case)
    refuse_if([] if text.strip() else [Reason.NO_WORDS])
    return LegalNote.objects.create(
        text=text.strip(), court=court.strip(), stage=stage, role=role,
        not_to_disclose=not_to_disclose, written_at=at, author=by, **of(case, person.pk, by),
    )  # fmt: skip


@transaction.atomic
def name_reader(note: LegalNote, user: User, *, by: User, at: datetime) -> LegalNoteReader:
    """A colleague who is cleared for legal data reads this one note from now on."""
    require(by, "protection.legal_notes")
    note = LegalNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    cleared = queries.colleagues(note.owner_org_id, queries.cleared_for(DataClass.LEGAL))
    reads = note.readers.filter(user=user, removed_at__isnull=True).exists()
    refuse_if(
        rules.reasons_not_to_name_reader(
            is_author=note.author_id == by.pk,
            reads=reads or user.pk == note.author_id,
            cleared=user.pk in {one.pk for one in cleared},
        )
    )
    return LegalNoteReader.objects.create(
        note=note, user=user, added_by=by, added_at=at, **under(note, by)
    )


@transaction.atomic
def remove_reader(reader: LegalNoteReader, *, by: User, at: datetime) -> None:
    """The note closes to this colleague with the commit."""
    require(by, "protection.legal_notes")
    note = LegalNote.objects.select_for_update(of=("self",)).get(pk=reader.note_id)
    refuse_if([] if note.author_id == by.pk else [Reason.NOT_AUTHOR])
    note.readers.filter(pk=reader.pk, removed_at__isnull=True).update(removed_at=at)
