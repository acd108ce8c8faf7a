"""The answer, the appeal and the end, as its handlers write them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.complaints import actions, queries
from homeward.complaints.choices import Way
from homeward.complaints.forms import AnswerForm, CloseForm, PassForm, SaidForm, WayForm
from homeward.complaints.models import Complaint
from homeward.complaints.views.shown import (
    answer_form,
    found_or_404,
    of_complaint,
    page_of,
    posted,
)


def _form(request: Request, one: Complaint, *, is_complaint: bool) -> AnswerForm:
    return AnswerForm(
        posted(request), is_complaint=is_complaint, initial={"language": one.language}
    )


def _given(form: AnswerForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "text": data["text"], "outcome": data.get("outcome", ""), "promise": data["promise"],
        "language": data["language"],
    }  # fmt: skip


@page("complaints.handle")
def answer(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = _form(request, one, is_complaint=one.is_complaint)
    return answer_form(
        request, form,
        lambda: actions.answer(one, **_given(form), by=request.user, at=timezone.now()),
        done=page_of(one), said=_("The answer stands. It can be read with the code."),
        template="complaints/answer.html", heading=_("The answer"), submit=_("Give the answer"),
        **of_complaint(one),
    )  # fmt: skip


@page("complaints.handle")
def hear(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = _form(request, one, is_complaint=True)
    return answer_form(
        request, form,
        lambda: actions.hear(one, **_given(form), by=request.user, at=timezone.now()),
        done=page_of(one), said=_("The appeal is decided, and the complaint closed."),
        template="complaints/answer.html", heading=_("The answer to the appeal"),
        submit=_("Decide and close"), story=queries.told(one), **of_complaint(one),
    )  # fmt: skip


@page("complaints.handle")
def told(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = WayForm(posted(request), initial={"way": Way.PHONE})
    return answer_form(
        request, form,
        lambda: actions.tell(
            one, Way(form.cleaned_data["way"]), by=request.user, at=timezone.now()
        ),
        done=page_of(one), said=_("Kept: they know the answer."),
        heading=_("The complainant was told the answer"), submit=_("Keep"), **of_complaint(one),
    )  # fmt: skip


def _said_by_them(
    request: Request, complaint_pk: UUID, act: Callable[..., object], **shown: Any
) -> HttpResponse:
    """What the complainant says by telephone or across a desk, as a handler enters it."""
    one = found_or_404(complaint_pk)
    form = SaidForm(posted(request), initial={"way": Way.PHONE})
    return answer_form(
        request, form,
        lambda: act(
            one, form.cleaned_data["text"], way=Way(form.cleaned_data["way"]), by=request.user,
            at=timezone.now(),
        ),
        done=page_of(one), **shown, **of_complaint(one),
    )  # fmt: skip


@page("complaints.handle")
def appeal(request: Request, complaint_pk: UUID) -> HttpResponse:
    return _said_by_them(
        request, complaint_pk, actions.appeal,
        said=_("The appeal is entered. Somebody else decides on it."),
        heading=_("The complainant appeals"), submit=_("Enter the appeal"),
    )  # fmt: skip


@page("complaints.handle")
def close(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = CloseForm(posted(request))
    if not one.is_complaint:
        del form.fields["agrees"]
    return answer_form(
        request, form,
        lambda: actions.close(
            one, agrees=form.cleaned_data.get("agrees", False), by=request.user,
            at=timezone.now(),
        ),
        done=page_of(one), said=_("It is closed."),
        heading=_("Close it"), submit=_("Close"), **of_complaint(one),
    )  # fmt: skip


@page("complaints.handle")
def withdraw(request: Request, complaint_pk: UUID) -> HttpResponse:
    return _said_by_them(
        request, complaint_pk, actions.withdraw,
        said=_("It is withdrawn. What was said stays."),
        heading=_("The complainant withdraws it"),
        note=_("Only where they say so themselves; nobody is asked to."),
        submit=_("Enter that it is withdrawn"), danger=True,
    )  # fmt: skip


@page("complaints.handle")
def pass_on(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = PassForm(
        posted(request), organisations=queries.organisations_to_pass_on_to(request.user)
    )

    def act() -> None:
        data = form.cleaned_data
        actions.pass_on(
            one, form.to_org(), data["text"], body=data["body"], on_paper=data["on_paper"],
            with_contact=data["with_contact"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer_form(
        request, form, act, done=page_of(one), said=_("It is passed on."),
        heading=_("Pass it on to whom it is about"),
        note=_(
            "What was said goes, and no more: no case, no name unless the complainant agreed. The"
            " code opens the answer there from then on."
        ),
        submit=_("Pass it on"), danger=True, **of_complaint(one),
    )  # fmt: skip
