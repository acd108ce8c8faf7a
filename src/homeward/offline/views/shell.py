"""The page that is kept on a device, with what belongs to it. Nothing of it is about anybody."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from homeward.access.pages import Request, page, public_page
from homeward.offline import queries, rules
from homeward.offline.choices import Kind
from homeward.offline.words import words

FILES = (
    "offline/app.js",
    "offline/clock.js",
    "offline/contact.js",
    "offline/shown.js",
    "offline/store.js",
    "offline/vault.js",
    "offline/offline.css",
    "core/icon.svg",
)
WORKER = "offline/worker.js"


@page("offline.carry")
@require_GET
def index(request: Request) -> HttpResponse:
    """Which lists of ours are out, and the way to take one."""
    now = timezone.now()
    context = {
        "section": "offline",
        "out": queries.lists_out(now=now),
        "now": now,
        "kinds": queries.may_carry(request.user),
        "hours": rules.HOURS_AFTER_THE_DAY,
        "arrivals": Kind.ARRIVALS,
    }
    return render(request, "offline/index.html", context)


@public_page
@require_GET
def app(request: HttpRequest) -> HttpResponse:
    context = {
        "words": json.dumps(words(), ensure_ascii=False),
        "shortest": rules.SHORTEST_PASSPHRASE,
        "longest_note": rules.LONGEST_NOTE,
        "version": _version(),
    }
    return render(request, "offline/app.html", context)


@public_page
@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Served here and not with the static files: a worker rules over the folder it comes from."""
    shell = [reverse("offline:app"), reverse("offline:manifest"), *(static(one) for one in FILES)]
    begins = f"const VERSION = {json.dumps(_version())};\nconst SHELL = {json.dumps(shell)};\n"
    return HttpResponse(begins + _text(WORKER), content_type="text/javascript; charset=utf-8")


@public_page
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    icon = {"src": static("core/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    return JsonResponse(
        {
            "id": reverse("offline:app"),
            "name": _("Homeward without a network"),
            "short_name": "Homeward",
            "lang": get_language(),
            "start_url": reverse("offline:app"),
            "scope": reverse("offline:index"),
            "display": "standalone",
            "background_color": "#f3f5f4",
            "theme_color": "#0d5661",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )


@lru_cache
def _text(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return Path(path).read_text(encoding="utf-8")


@lru_cache
def _version() -> str:
    """Another one whenever a file of the page is: its browser fetches all anew then."""
    digest = hashlib.sha256()
    for name in (*FILES, WORKER):
        digest.update(_text(name).encode())
    return digest.hexdigest()[:12]
