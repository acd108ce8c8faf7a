"""Signing in, and a user's own page: who one is here, the language, the second factor."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from homeward.access import actions
from homeward.access.pages import Request, page, public_page
from homeward.access.permissions import can


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's sign-in, in the user's own language."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        # A language chosen on this device stays.
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES and form.user:
            _remember(response, form.user.language)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"office": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}


sign_in = public_page(SignIn.as_view())


@public_page
def closed(request: HttpRequest) -> HttpResponse:
    """A page of allauth that is not offered: nobody signs up or moves their address alone."""
    raise Http404


@page("access.profile")
def profile(request: Request) -> HttpResponse:
    context = {
        "has_second_factor": is_mfa_enabled(request.user),
        "may_report": can(request.user, "oversight.report_breach"),
    }
    return render(request, "access/profile.html", context)


@page("access.profile")
def empty(request: Request) -> HttpResponse:
    """The page shell without content: what benchmarks/ compares every page with."""
    return render(request, "access/empty.html")


@page("access.profile")
@require_POST
def language(request: Request) -> HttpResponse:
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    actions.choose_language(request.user, chosen)
    return _remember(redirect("access:profile"), chosen)


def _remember(response: HttpResponse, chosen: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
