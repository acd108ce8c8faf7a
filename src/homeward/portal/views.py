from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from homeward.access.pages import Request, page
from homeward.portal import queries


@page("portal.read")
def home(request: Request) -> HttpResponse:
    shown = queries.home(request.user, on=timezone.localdate())
    return render(request, "portal/home.html", {"home": shown})
