"""A user's own page: who one is here, the language, the second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page


@page("access.profile", purpose=Purpose.CASEWORK)
def profile(request: Request) -> HttpResponse:
    return render(
        request, "access/profile.html", {"has_second_factor": is_mfa_enabled(request.user)}
    )
