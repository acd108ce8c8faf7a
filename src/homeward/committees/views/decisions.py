"""The register of decisions, one with its subjects and signatures, and what it asks for."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.committees import actions, queries, subjects
from homeward.committees.actions.deciding import LEAD
from homeward.committees.choices import CARRIED, DecisionKind
from homeward.committees.forms import AskToSignForm, DeclineForm
from homeward.committees.models import Committee, Decision, SignOff
from homeward.committees.views import steps
from homeward.committees.views.meetings import OUTCOMES
from homeward.committees.views.parts import (
    KEEP,
    SECTION,
    act_page,
    decision_of,
    form_page,
)
from homeward.core.asking import data_of
from homeward.core.digits import are_digits

PER_PAGE = 20


@page("committees.read")
def register(request: Request) -> HttpResponse:
    asked = request.GET
    committee = _uuid(asked.get("committee", ""))
    unsigned = asked.get("unsigned") == "1"
    found = queries.register(
        committee=committee, kind=asked.get("kind", ""), subject=asked.get("subject", ""),
        unsigned=unsigned,
    )  # fmt: skip
    part = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        "page": part,
        "rows": [(one, OUTCOMES[DecisionKind(one.kind)], _signed(one)) for one in part],
        "committee": str(committee or ""),
        "committees": queries.committees_in_register(),
        "kind": asked.get("kind", ""),
        "kinds": DecisionKind.choices,
        "subject": asked.get("subject", ""),
        "subjects": [(code, kind.label) for code, kind in subjects.KINDS.items()],
        "unsigned": unsigned,
    }
    return render(request, "committees/decisions.html", SECTION | context)


def _signed(decision: Decision) -> tuple[int, int]:
    answers = list(decision.signoffs.all())
    return sum(one.signed is True for one in answers), len(answers)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page("committees.read")
def decision(request: Request, decision_pk: UUID) -> HttpResponse:
    return _show(request, decision_of(decision_pk))


def _show(
    request: Request, held: Decision, *, reasons: Any = (), status: int = 200, **forms: Any
) -> HttpResponse:
    user = request.user
    committee = queries.committee_of(held)
    keeper = (
        committee is not None
        and can(user, KEEP)
        and committee.secretariat_id == user.organisation_id
    )
    own = queries.signoff_of(held, user)
    open_one = own if own and not own.signed and can(user, "committees.sign") else None
    signed, asked = _signed(held)
    context = {
        "decision": held,
        "kind": OUTCOMES[DecisionKind(held.kind)],
        # None: the reader sees the decision, and not the committee.
        "committee": committee,
        "subjects": [
            (subjects.label_of(one.kind), subjects.show(one.kind, one.key, one.label, user))
            for one in held.subjects.all()
        ],
        "votes": held.votes.select_related("seat__organisation", "seat__actor", "cast_by"),
        "tally": queries.tally(held),
        "signoffs": held.signoffs.all(),
        "signed": signed,
        "asked": asked,
        "points": queries.points(state="all").filter(decision=held),
        "replaced": next(iter(held.superseded_by.all()), None),
        "keeps": keeper,
        "may_publish": keeper and held.closed_at is not None and held.published_at is None,
        "may_ask": keeper and held.kind in CARRIED,
        "leads": _leads(held, committee, user.organisation_id),
        "own": open_one,
        "decline_form": DeclineForm(),
        "step": steps.of_decision(held, open_one),
        "reasons": reasons,
        **forms,
    }
    return render(request, "committees/decision.html", SECTION | context, status=status)


def _leads(
    held: Decision, committee: Committee | None, organisation: int | None
) -> list[Organisation]:
    """Whom the decision names as lead, where the reader's organisation leads now."""
    lead = committee.lead if committee else None
    if lead is None or lead.pk != organisation or held.kind != DecisionKind.DECIDED:
        return []
    keys = [one.key for one in held.subjects.all() if one.kind == LEAD and are_digits(one.key)]
    return list(queries.organisations().filter(pk__in=keys).exclude(pk=lead.pk))


@page("committees.keep")
@require_POST
def publish(request: Request, decision_pk: UUID) -> HttpResponse:
    held = decision_of(decision_pk)
    return act_page(
        request,
        lambda: actions.publish(held, by=request.user, at=timezone.now()),
        back=_url(held),
        done=_("Published: everybody who is signed in reads it, without the votes."),
        again=lambda why: _show(request, held, reasons=why, status=409),
    )


@page("committees.keep")
def ask(request: Request, decision_pk: UUID) -> HttpResponse:
    held = decision_of(decision_pk)
    committee = queries.committee_of(held)
    if committee is None or committee.secretariat_id != request.user.organisation_id:
        raise PermissionDenied(KEEP)
    return form_page(
        request, AskToSignForm(data_of(request), decision=held),
        lambda data: actions.ask_to_sign(held, **data, by=request.user, at=timezone.now()),
        title=_("Ask for signatures"), back=_url(held), save=_("Ask them"),
        crumb=_("Decision %(number)s") % {"number": held.reference},
        done=_("Asked. It is signed by all once each has signed."),
        lead=_("Each organisation that answers for the decision signs for itself."),
    )  # fmt: skip


@page("committees.sign")
@require_POST
def sign(request: Request, signoff_pk: UUID) -> HttpResponse:
    own = _signoff(signoff_pk)
    held = decision_of(own.decision_id)
    return act_page(
        request,
        lambda: actions.sign(own, by=request.user, at=timezone.now()),
        back=_url(held), done=_("Signed. A signature stays."),
        again=lambda why: _show(request, held, reasons=why, status=409),
    )  # fmt: skip


@page("committees.sign")
@require_POST
def decline(request: Request, signoff_pk: UUID) -> HttpResponse:
    own = _signoff(signoff_pk)
    held = decision_of(own.decision_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, held, decline_form=form, status=422)
    return act_page(
        request,
        lambda: actions.decline(
            own, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        back=_url(held), done=_("Written down. You can still sign later."),
        again=lambda why: _show(
            request, held, reasons=why, decline_form=form, status=409
        ),
    )  # fmt: skip


@page("committees.read")
def signoff(request: Request, signoff_pk: UUID) -> HttpResponse:
    """Where the wait leads to: the decision, with its place to sign."""
    return _show(request, decision_of(_signoff(signoff_pk).decision_id))


@page("programmes.keep")
@require_POST
def name_lead(request: Request, decision_pk: UUID) -> HttpResponse:
    """The lead of the programme passes it on to whom the decision names."""
    held = decision_of(decision_pk)
    key = request.POST.get("to", "")
    to = get_object_or_404(Organisation, pk=int(key) if are_digits(key) else 0)
    return act_page(
        request,
        lambda: actions.name_lead(held, to, by=request.user, at=timezone.now()),
        back=_url(held), done=_("The programme has its new lead. Its history names this decision."),
        again=lambda why: _show(request, held, reasons=why, status=409),
    )  # fmt: skip


def _signoff(pk: UUID) -> SignOff:
    return get_object_or_404(SignOff, pk=pk)


def _url(held: Decision) -> str:
    return reverse("committees:decision", args=[held.pk])
