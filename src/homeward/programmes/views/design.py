"""The registers of policies and scoping records, and what programmes make of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.programmes.actions import design
from homeward.programmes.choices import PolicyKind
from homeward.programmes.forms import design as forms
from homeward.programmes.models import Finding, Policy, ScopingRecord
from homeward.programmes.queries import programmes as queries
from homeward.programmes.views.acting import attempt, form_page, programme_of

POLICIES, SCOPING = {"section": "policies"}, {"section": "scoping"}


@page("programmes.read")
def policies(request: Request) -> HttpResponse:
    kind, country = request.GET.get("kind", ""), request.GET.get("country", "")
    kind = kind if kind in PolicyKind.values else ""
    country = country if country.isalpha() else ""
    context = {
        "found": queries.policies(kind=kind, country=country),
        "kind": kind,
        "kinds": PolicyKind.choices,
        "may_register": can(request.user, "programmes.register"),
    }
    return render(request, "programmes/policies.html", POLICIES | context)


@page("programmes.register")
def new_policy(request: Request) -> HttpResponse:
    form = forms.PolicyForm(request.POST or None)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.register_policy(**form.cleaned_data, by=request.user),
        done=_("Registered. Say which country adopted it, and since when."),
        to=lambda policy: reverse("programmes:policy", args=[policy.pk]),
        title=_("Register a law, policy or plan"),
        lede=_("With its source, so that others can read what it says."),
        save=_("Register it"),
        back=reverse("programmes:policies"),
        back_label=_("Policies and plans"),
        **POLICIES,
    )


@page("programmes.read")
def policy(request: Request, policy_pk: int) -> HttpResponse:
    return _policy(request, get_object_or_404(Policy, pk=policy_pk))


def _policy(request: Request, policy: Policy, **more: Any) -> HttpResponse:
    context = {
        "policy": policy,
        "adoptions": queries.adoptions(policy),
        "serving": policy.programmes.select_related("lead_org"),
        "may_register": can(request.user, "programmes.register"),
        "form": forms.AdoptionForm(),
    }
    status = 409 if more.get("reasons") else 200
    return render(request, "programmes/policy.html", POLICIES | context | more, status=status)


@page("programmes.register")
def correct_policy(request: Request, policy_pk: int) -> HttpResponse:
    policy = get_object_or_404(Policy, pk=policy_pk)
    names = ("title", "kind", "country", "issued_by", "adopted_on", "summary", "source", "url")
    form = forms.PolicyForm(
        request.POST or None, initial={name: getattr(policy, name) for name in names}
    )
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.correct_policy(policy, **form.cleaned_data, by=request.user),
        done=_("Corrected."),
        to=lambda _row: reverse("programmes:policy", args=[policy_pk]),
        title=_("Correct the entry"),
        lede=_("What countries adopted, and since when, is said on its page."),
        save=_("Save the correction"),
        back=reverse("programmes:policy", args=[policy_pk]),
        back_label=policy,
        **POLICIES,
    )


@page("programmes.register")
@require_POST
def adopt(request: Request, policy_pk: int) -> HttpResponse:
    policy, form = get_object_or_404(Policy, pk=policy_pk), forms.AdoptionForm(request.POST)
    if not form.is_valid():
        return _policy(request, policy, form=form)
    _given, reasons = attempt(
        lambda: design.tell_adoption(policy, **form.cleaned_data, by=request.user)
    )
    if reasons:
        return _policy(request, policy, form=form, reasons=reasons)
    messages.success(request, _("Noted. What was said before stays readable."))
    return redirect("programmes:policy", policy_pk=policy_pk)


@page("programmes.keep")
def serve(request: Request, pk: int) -> HttpResponse:
    """Names the policies that a programme serves."""
    programme = programme_of(pk)
    form = forms.PoliciesForm(request.POST or None, initial={"policies": programme.policies.all()})
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.serve(
            programme, form.cleaned_data["policies"], by=request.user, at=timezone.now()
        ),
        done=_("Saved."),
        to=lambda _none: reverse("programmes:detail", args=[pk]),
        title=_("Which policies does it serve?"),
        lede=_("What is not listed is registered first, under Policies and plans."),
        save=_("Save"),
        back=reverse("programmes:detail", args=[pk]),
        back_label=programme,
    )


@page("programmes.read")
def scoping(request: Request) -> HttpResponse:
    context = {
        "found": queries.scoping_records(),
        "may_register": can(request.user, "programmes.register"),
    }
    return render(request, "programmes/scoping.html", SCOPING | context)


@page("programmes.register")
def new_record(request: Request) -> HttpResponse:
    form = forms.ScopingForm(request.POST or None)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.record_scoping(**form.cleaned_data, by=request.user),
        done=_("Entered. Add what was found, one finding at a time."),
        to=lambda record: reverse("programmes:record", args=[record.pk]),
        title=_("Enter a scoping record"),
        lede=_("What somebody went to find out before a programme was designed."),
        save=_("Enter it"),
        back=reverse("programmes:scoping"),
        back_label=_("Scoping records"),
        **SCOPING,
    )


@page("programmes.read")
def record(request: Request, scopingrecord_pk: int) -> HttpResponse:
    return _record(request, get_object_or_404(queries.scoping_records(), pk=scopingrecord_pk))


def _record(request: Request, record: ScopingRecord, **more: Any) -> HttpResponse:
    """What was found, and for each programme that rests on it whether the design took it up."""
    programmes = list(record.programmes.select_related("lead_org"))
    weighed = queries.design_choices(record)
    mine = [each for each in programmes if queries.keeps(request.user, each)]
    context = {
        "record": record,
        "programmes": programmes,
        "rows": [
            (finding, [(each, weighed.get((finding.pk, each.pk))) for each in programmes])
            for finding in record.findings.all()
        ],
        "is_own": record.entered_by_org_id == request.user.organisation_id
        and can(request.user, "programmes.register"),
        "weighs": bool(mine),
        "open": sum(
            (finding.pk, each.pk) not in weighed
            for finding in record.findings.all()
            for each in mine
        ),
        "finding_form": forms.FindingForm(prefix="finding"),
    }
    status = 409 if more.get("reasons") else 200
    return render(request, "programmes/record.html", SCOPING | context | more, status=status)


@page("programmes.register")
def correct_record(request: Request, scopingrecord_pk: int) -> HttpResponse:
    record = get_object_or_404(queries.scoping_records(), pk=scopingrecord_pk)
    names = ("title", "country", "starts_on", "ends_on", "carried_out_by", "questions", "method")
    initial = {name: getattr(record, name) for name in (*names, "source", "url")}
    form = forms.ScopingForm(request.POST or None, initial=initial)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.correct_record(record, **form.cleaned_data, by=request.user),
        done=_("Corrected."),
        to=lambda _row: reverse("programmes:record", args=[scopingrecord_pk]),
        title=_("Correct the entry"),
        lede=_("Findings, and what programmes made of them, stay as they are."),
        save=_("Save the correction"),
        back=reverse("programmes:record", args=[scopingrecord_pk]),
        back_label=record,
        **SCOPING,
    )


@page("programmes.register")
@require_POST
def add_finding(request: Request, scopingrecord_pk: int) -> HttpResponse:
    record = get_object_or_404(queries.scoping_records(), pk=scopingrecord_pk)
    form = forms.FindingForm(request.POST, prefix="finding")
    if not form.is_valid():
        return _record(request, record, finding_form=form)
    _given, reasons = attempt(
        lambda: design.add_finding(record, **form.cleaned_data, by=request.user)
    )
    if reasons:
        return _record(request, record, finding_form=form, reasons=reasons)
    messages.success(request, _("Finding added."))
    return redirect("programmes:record", scopingrecord_pk=scopingrecord_pk)


@page("programmes.register")
@require_POST
def remove_finding(request: Request, scopingrecord_pk: int, finding_pk: int) -> HttpResponse:
    finding = get_object_or_404(Finding.objects.filter(record=scopingrecord_pk), pk=finding_pk)
    _given, reasons = attempt(lambda: design.remove_finding(finding, by=request.user))
    if reasons:
        return _record(request, finding.record, reasons=reasons)
    messages.success(request, _("Finding removed."))
    return redirect("programmes:record", scopingrecord_pk=scopingrecord_pk)


@page("programmes.keep")
def weigh(request: Request, scopingrecord_pk: int, finding_pk: int) -> HttpResponse:
    """Whether a programme's design took a finding up, and why or why not."""
    finding = get_object_or_404(Finding.objects.filter(record=scopingrecord_pk), pk=finding_pk)
    there = finding.record.programmes.filter(lead_org=request.user.organisation_id)
    form = forms.WeighForm(request.POST or None, programmes=there)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.weigh(finding, **form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("Noted, with its reason."),
        to=lambda _choice: reverse("programmes:record", args=[scopingrecord_pk]),
        title=_("Did the design take it up?"),
        lede=finding.text,
        save=_("Note it"),
        back=reverse("programmes:record", args=[scopingrecord_pk]),
        back_label=finding.record,
        **SCOPING,
    )


@page("programmes.keep")
def rest_on(request: Request, pk: int) -> HttpResponse:
    """Names the scoping records that a programme's design rests on."""
    programme = programme_of(pk)
    form = forms.RecordsForm(
        request.POST or None, initial={"records": programme.scoping_records.all()}
    )
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: design.rest_on(
            programme, form.cleaned_data["records"], by=request.user, at=timezone.now()
        ),
        done=_("Saved. Weigh each finding: taken up or not, and why."),
        to=lambda _none: reverse("programmes:detail", args=[pk]),
        title=_("What does its design rest on?"),
        lede=_("Afterwards each finding is weighed: taken up or not, and why."),
        save=_("Save"),
        back=reverse("programmes:detail", args=[pk]),
        back_label=programme,
    )
