"""For load balancers and Prometheus: alive, ready, measured. No session, no person, no version."""

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from homeward.access.pages import public_page
from homeward.core.limits import address_of
from homeward.monitoring import readiness
from homeward.monitoring.readiness import Found

UNAVAILABLE = 503


@public_page
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nothing of anybody else."""
    return JsonResponse({"alive": True})


@public_page
def readyz(request: HttpRequest) -> HttpResponse:
    """200 or 503, and which parts don't hold. `?strict=1`: what only hinders counts as well."""
    found = readiness.parts()
    ready = readiness.is_ready(found, all_of_it=request.GET.get("strict") == "1")
    body: dict[str, object] = {
        "ready": ready,
        "faults": [one.part.value for one in found if not one.holds and one.is_vital],
        "said": [one.part.value for one in found if not one.holds and not one.is_vital],
    }
    if has_token(request):
        with translation.override("en"):
            body["words"] = [_words(one) for one in found if not one.holds]
    return JsonResponse(body, status=200 if ready else UNAVAILABLE)


def _words(one: Found) -> str:
    return f"Not so: {one.part.label}. {one.words}"


@public_page
def metrics(request: HttpRequest) -> HttpResponse:
    """To whoever brings the token, or asks from this machine where that is allowed."""
    if not (has_token(request) or _is_from_here(request)):
        raise Http404
    from homeward.monitoring import metrics as measured  # noqa: PLC0415 - only where switched on

    return HttpResponse(measured.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def has_token(request: HttpRequest) -> bool:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN
    return bool(expected) and kind == "Bearer" and hmac.compare_digest(
        token.encode(), expected.encode()
    )  # fmt: skip


def _is_from_here(request: HttpRequest) -> bool:
    if not settings.METRICS_LOOPBACK:
        return False
    if not settings.BEHIND_PROXY and request.headers.get("X-Forwarded-For"):
        # Somebody else's request that a proxy brought, which nobody told us of.
        return False
    try:
        return ip_address(address_of(request).partition("/")[0]).is_loopback
    except ValueError:
        return False
