"""Returns told afterwards, returns of those who are known, and persons who had no name."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.cases import actions, way_forms
from homeward.cases.models import HostConfirmation, Joining
from homeward.cases.queries import applications, ways
from homeward.cases.views.acting import case_form
from homeward.cases.views.ways import case_of
from homeward.core.commas import enumerated
from homeward.core.patterns import Consequence
from homeward.core.templatetags.writing import short_date
from homeward.persons import queries as persons
from homeward.persons import search
from homeward.persons.choices import HouseholdRole
from homeward.persons.forms import MemberForm
from homeward.persons.models import Person


@page("cases.ask_host")
def ask_host(request: Request, pk: UUID) -> HttpResponse:
    case = case_of(pk)
    form = way_forms.AskHostForm(
        request.POST or None,
        organisations=ways.host_organisations(case),
        label=_("Organisation of the host country"),
    )
    return case_form(
        request, case, form,
        lambda: actions.ask_host(
            case, form.chosen, question=form.cleaned_data["question"], by=request.user,
            at=timezone.now(),
        ),
        done=_("Asked. If it stays silent past the day, you can ask again."),
        to=lambda _given: reverse("cases:way", args=[pk]),
        heading=_("Ask the host organisation"),
        lead=_("It says whether it knows of this return, and what was agreed there."),
        save=_("Ask"),
        back=reverse("cases:way", args=[pk]),
    )  # fmt: skip


@page("cases.answer_host")
def answer_host(request: Request, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(
        HostConfirmation.objects.select_related("case", "host_org", "asked_by__organisation"),
        pk=pk,
    )
    form = way_forms.AnswerHostForm(request.POST or None)
    return case_form(
        request, asked.case, form,
        lambda: actions.answer_host(
            asked,
            confirms=form.cleaned_data["decision"] == "confirm",
            answer=form.cleaned_data["answer"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Answered. The origin side is told."),
        to=lambda _given: reverse("cases:way", args=[asked.case_id]),
        heading=_("Confirm a return that has happened"),
        facts=[
            (_("Asked by"), enumerated([asked.asked_by, asked.asked_by.organisation])),
            (_("Arrived on"), short_date(asked.case.arrived_on)),
            (_("What you should know"), asked.question),
            (_("Answer until"), short_date(asked.due_on)),
        ],
        save=_("Answer"),
        back=reverse("cases:way", args=[asked.case_id]),
    )  # fmt: skip


@page("cases.open")
def again(request: Request, pk: UUID) -> HttpResponse:
    """A new case for the same persons; what was said before comes along, to be confirmed."""
    earlier = case_of(pk)
    form = way_forms.AgainForm(request.POST or None)
    return case_form(
        request, earlier, form,
        lambda: actions.open_again(
            earlier,
            corridor=form.cleaned_data["corridor"],
            destination=form.cleaned_data["destination"],
            opening=form.opening,
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Opened. Next: record who may see what."),
        to=lambda case: reverse("persons:consent", args=[case.pk]),
        heading=_("They return again"),
        consequences=[
            Consequence(_("The persons stay the same: nobody is registered twice."), "users"),
            Consequence(
                _("What was said before comes along with its origin, and is confirmed anew."),
                "history",
            ),
            Consequence(_("The earlier case stays as it is."), "folder"),
        ],
        save=_("Open the new case"),
        back=reverse("cases:way", args=[pk]),
    )  # fmt: skip


@page("cases.name")
def who(request: Request, pk: UUID) -> HttpResponse:
    """Search first: somebody who is known already is joined, and not written a second time."""
    case = case_of(pk)
    text = request.GET.get("q", "").strip()
    people = applications.people_of(case)
    head = next((person for person in people if person.pk == case.person_id), None)
    form = MemberForm(
        request.POST if request.method == "POST" else None,
        prefix="m0",
        title="",
        initial={"role": HouseholdRole.HEAD.value},
    )
    found = [hit.person for hit in search.find(text)] if text else []
    return case_form(
        request, case, form,
        lambda: actions.name_person(
            case,
            form.member(origin=case.origin_country_id, contacts=None),
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Filled in."),
        to=lambda _person: reverse("cases:way", args=[pk]),
        template="cases/who.html",
        heading=_("Who is this?"),
        lead=_("Look first whether the person is known. Else fill in what you learned."),
        save=_("Fill it in"),
        back=reverse("cases:way", args=[pk]),
        text=text,
        found=[(one, persons.members(one.household_id)) for one in found
               if one.household_id and one.pk != case.person_id],
        is_unnamed=head is not None and not head.full_name,
        is_alone=len(people) == 1,
    )  # fmt: skip


@page("cases.name")
def join(request: Request, pk: UUID, person_pk: UUID) -> HttpResponse:
    case = case_of(pk)
    known = get_object_or_404(Person, pk=person_pk)
    form = way_forms.JoinForm(request.POST or None)
    return case_form(
        request, case, form,
        lambda: actions.join_person(
            case, known, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        done=_("Joined. The case is that of %(person)s now.") % {"person": known},
        to=lambda _given: reverse("cases:way", args=[pk]),
        heading=_("Is this %(person)s?") % {"person": known},
        consequences=[
            Consequence(_("The case and what was written in it move to this person."), "transfer"),
            Consequence(
                _("Consents given without a name stay where they are: ask for them anew."),
                "signature",
            ),
            Consequence(_("What moves is listed. A colleague can undo it."), "arrow-back-up"),
        ],
        save=_("It is the same person"),
        back=reverse("cases:who", args=[pk]),
    )  # fmt: skip


@page("cases.undo_joining")
def undo_joining(request: Request, pk: UUID) -> HttpResponse:
    joining = get_object_or_404(Joining.objects.select_related("case", "by"), pk=pk)
    form = way_forms.NothingForm(request.POST if request.method == "POST" else None)
    return case_form(
        request, joining.case, form,
        lambda: actions.undo_joining(joining, by=request.user, at=timezone.now()),
        done=_("Undone. The case is that of the unnamed person again."),
        to=lambda _given: reverse("cases:way", args=[joining.case_id]),
        heading=_("Undo the joining"),
        facts=[
            (_("Joined by"), enumerated([joining.by, short_date(joining.at)])),
            (_("How one knew"), joining.reason),
            (_("Rows that go back"), len(joining.moved)),
        ],
        save=_("Undo it"),
        back=reverse("cases:way", args=[joining.case_id]),
    )  # fmt: skip
