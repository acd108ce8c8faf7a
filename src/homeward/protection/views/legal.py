"""Legal notes: a page shows those that its reader wrote or was named for, and no other."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import DataClass
from homeward.access.pages import Request, page
from homeward.protection import actions, queries
from homeward.protection.choices import CourtStage
from homeward.protection.forms import LegalNoteForm, ReaderForm
from homeward.protection.models import LegalNote, LegalNoteReader
from homeward.protection.views.shown import (
    answer_form,
    case_of,
    of_case,
    people_of,
    posted,
    tried,
)


@page("protection.legal_notes")
def notes(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    context = of_case(case, tab="legal", notes=queries.legal_notes_of(case))
    return render(request, "protection/legal_notes.html", context)


@page("protection.legal_notes")
def new(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    form = LegalNoteForm(posted(request), people=people_of(case))

    def write() -> LegalNote:
        said = dict(form.cleaned_data)
        return actions.write_legal_note(
            case,
            form.person_chosen(),
            said["text"],
            court=said["court"],
            stage=CourtStage(said["stage"]),
            role=said["role"],
            not_to_disclose=said["not_to_disclose"],
            by=request.user,
            at=timezone.now(),
        )

    return answer_form(
        request,
        form,
        write,
        done=lambda note: reverse("protection:legal_note", args=[note.pk]),
        said=_("Written. Nobody but you reads it until you name a colleague."),
        heading=_("Write a legal note"),
        lead=_("You read it, and whom you name. It stands in no list or count of anybody else."),
        submit=_("Keep the note"),
        **of_case(case, tab="legal", back=reverse("protection:legal", args=[case.pk])),
    )


@page("protection.legal_notes")
def note(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, _note(pk))


@page("protection.legal_notes")
@require_POST
def add_reader(request: Request, pk: UUID) -> HttpResponse:
    found = _note(pk)
    form = _reader_form(request, found, request.POST)
    if not form.is_valid():
        return _show(request, found, form=form, status=422)
    user = form.user_chosen()
    reasons = tried(
        request,
        lambda: actions.name_reader(found, user, by=request.user, at=timezone.now()),
        _("%(name)s reads the note from now on.") % {"name": user},
    )
    if reasons:
        return _show(request, found, form=form, reasons=reasons, status=409)
    return redirect("protection:legal_note", found.pk)


@page("protection.legal_notes")
@require_POST
def remove_reader(request: Request, pk: UUID) -> HttpResponse:
    reader = get_object_or_404(LegalNoteReader, pk=pk)
    found = _note(reader.note_id)
    reasons = tried(
        request,
        lambda: actions.remove_reader(reader, by=request.user, at=timezone.now()),
        _("The note is closed to this colleague."),
    )
    if reasons:
        return _show(request, found, reasons=reasons, status=409)
    return redirect("protection:legal_note", found.pk)


def _note(pk: UUID) -> LegalNote:
    return get_object_or_404(LegalNote.objects.select_related("author"), pk=pk)


def _reader_form(request: Request, found: LegalNote, data: Any = None) -> ReaderForm:
    cleared = queries.colleagues(found.owner_org_id, queries.cleared_for(DataClass.LEGAL))
    reading = {one.user_id for one in queries.readers_of(found) if one.removed_at is None}
    colleagues = [one for one in cleared if one.pk not in reading | {found.author_id}]
    return ReaderForm(data, colleagues=colleagues)


def _show(
    request: Request,
    found: LegalNote,
    *,
    form: ReaderForm | None = None,
    reasons: Any = (),
    status: int = 200,
) -> HttpResponse:
    mine = found.author_id == request.user.pk
    context = of_case(
        case_of(found.case_id),
        tab="legal",
        note=found,
        about=queries.about(found),
        readers=queries.readers_of(found),
        form=(form or _reader_form(request, found)) if mine else None,
        reasons=reasons,
    )
    return render(request, "protection/legal_note.html", context, status=status)
