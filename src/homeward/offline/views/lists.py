"""What the script of the page asks: a list, its renewal, its entries, and whether it stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page, public_page
from homeward.core.foreign import json_of
from homeward.core.refusals import Refused
from homeward.offline import actions, queries, rules
from homeward.offline.choices import PURPOSES, Kind, Standing
from homeward.offline.models import Taking
from homeward.offline.queries import Row

MOST_REFS = 2_000


def _said(request: HttpRequest) -> dict[str, Any]:
    """The request's JSON object; nothing where it is none."""
    if request.content_type != "application/json":
        return {}
    try:
        said = json_of(request.body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _bad() -> JsonResponse:
    return JsonResponse({"reason": "JSON"}, status=400)


@page("offline.carry_arrivals", purpose=Purpose.ARRIVAL)
@require_POST
def take_arrivals(request: Request) -> HttpResponse:
    return _list(request, Kind.ARRIVALS)


@page("offline.carry_visits")
@require_POST
def take_visits(request: Request) -> HttpResponse:
    return _list(request, Kind.VISITS)


def _list(request: Request, kind: Kind) -> HttpResponse:
    """A new list, or a device's own as it is now."""
    said, now = _said(request), timezone.now()
    if "taking" not in said:
        given = actions.take(kind, by=request.user, at=now)
        return JsonResponse(
            _shown(given.taking, given.rows, now)
            | {
                "token": given.token,
                "half": given.half,
                "iterations": rules.ITERATIONS,
            }
        )
    taking = _own(request, kind, said["taking"])
    try:
        rows = actions.renew(taking, by=request.user, at=now)
    except Refused as refusal:
        return _refused(refusal)
    return JsonResponse(_shown(taking, rows, now))


def _refused(refusal: Refused) -> JsonResponse:
    told = " ".join(str(reason.label) for reason in refusal.reasons)
    return JsonResponse({"reason": told}, status=409)


def _own(request: Request, kind: Kind, pk: Any) -> Taking:
    try:
        wanted = UUID(str(pk))
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Taking, pk=wanted, kind=kind, user=request.user)


def _shown(taking: Taking, rows: Any, now: Any) -> dict[str, Any]:
    return {
        "taking": str(taking.pk),
        "kind": taking.kind,
        "day": taking.day.isoformat(),
        "now": now.isoformat(),
        "expires": taking.expires_at.isoformat(),
        "rows": [_row(ref, row) for ref, row in rows],
    }


def _row(ref: UUID, row: Row) -> dict[str, Any]:
    return {"ref": str(ref), "seen": row.seen, **row.shown}


@page("offline.carry_arrivals", purpose=Purpose.ARRIVAL)
@require_POST
def arrivals_said(request: Request) -> HttpResponse:
    return _entries(request, Kind.ARRIVALS)


@page("offline.carry_visits")
@require_POST
def visits_said(request: Request) -> HttpResponse:
    return _entries(request, Kind.VISITS)


def _entries(request: Request, kind: Kind) -> HttpResponse:
    """Each entry has its own answer: a faulty one stops no other."""
    said = _said(request)
    delivered = said.get("entries")
    if not isinstance(delivered, list) or len(delivered) > rules.MOST_ENTRIES:
        return _bad()
    taking = _own(request, kind, said.get("taking"))
    answers = actions.receive(taking, delivered, by=request.user, at=timezone.now())
    return JsonResponse({"answers": [_answered(one) for one in answers]})


def _answered(answer: actions.Answer) -> dict[str, Any]:
    theirs = answer.theirs
    return {
        "key": str(answer.key) if answer.key else None,
        "outcome": answer.outcome.value,
        "told": answer.told,
        "row": {"seen": answer.row.seen, **answer.row.shown} if answer.row else None,
        "theirs": {
            "says": theirs.says,
            "by": theirs.by,
            "at": theirs.at.isoformat() if theirs.at else None,
        }
        if theirs
        else None,
    }


@public_page
@csrf_exempt
@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    """Does this list still stand, and who is signed in? Its token is all that is proved, and all
    that is told are the rows to wipe. No cookie decides here, so no other site can use one."""
    said = _said(request)
    user = request.user if isinstance(request.user, User) else None
    answer = {
        "now": timezone.now().isoformat(),
        "csrf": get_token(request),
        "user": user.pk if user else None,
        "may": [kind.value for kind in queries.may_carry(user)] if user else [],
    }
    token, waiting = said.get("token"), said.get("waiting", 0)
    if not isinstance(token, str):
        return JsonResponse(answer)
    if not isinstance(waiting, int) or isinstance(waiting, bool):
        return _bad()
    found = actions.contact(token, waiting=min(max(waiting, 0), 9_999), at=timezone.now())
    if found is None:
        return JsonResponse(answer | {"standing": Standing.GONE.value, "gone": []})
    refs = _refs(said.get("refs"))
    gone = refs - _still_there(found) if found.standing == Standing.STANDS else set()
    return JsonResponse(
        answer
        | {
            "standing": found.standing.value,
            "mine": user is not None and user.pk == found.user_id,
            "gone": sorted(str(ref) for ref in gone),
        }
    )


def _refs(said: Any) -> set[UUID]:
    if not isinstance(said, list) or len(said) > MOST_REFS:
        return set()
    found = set()
    for one in said:
        try:
            found.add(UUID(one))
        except (ValueError, TypeError, AttributeError):
            continue
    return found


def _still_there(found: actions.Contact) -> set[UUID]:
    """Asked of the row policies as the list's user, whoever holds the device: consent withdrawn,
    an agreement ended, a file sealed or erased all take the row off."""
    with gate.acting(ActorKind.USER, found.user_id, PURPOSES[found.kind]):
        return queries.still_on(found.taking_id, found.kind)


@page("offline.carry")
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    taking = get_object_or_404(Taking, pk=pk)
    actions.end(taking, by=request.user, at=timezone.now())
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"ended": True})
    messages.success(request, _("Ended. The device wipes its list at its next contact."))
    return redirect("offline:index")
