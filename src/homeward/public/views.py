from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.access.pages import public_page
from homeward.public import samples


@public_page
def patterns(request: HttpRequest) -> HttpResponse:
    """The parts that every page is made of, for whoever builds or checks a page."""
    return render(request, "public/patterns.html", samples.everything())
