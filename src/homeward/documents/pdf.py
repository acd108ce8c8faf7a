"""A document as a PDF: a template of typst, filled with texts that are translated already.

A template stands in its feature, `src/homeward/<feature>/typst/<name>.typ`, and begins with

    #import "/documents/page.typ": *
    #show: page

It reads `data`, the mapping given to `render`. What it reads are texts, never markup: nothing that
somebody typed is set as a command.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.files.answers import to_keep

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "documents" / "fonts"
TYPE = "application/pdf"


def render(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of `feature/name`, in the language that is active.

    `data` holds `title` and whatever the template reads, as JSON's types; `at` is the day that
    stands in its foot, and the file's own time: the same data and time give the same bytes.
    """
    feature, _slash, name = template.partition("/")
    shown = {
        "language": (translation.get_language() or settings.LANGUAGE_CODE)[:2],
        "right_to_left": translation.get_language_bidi(),
        "made": _("Made on %(day)s with Homeward")
        % {"day": date_format(timezone.localtime(at), "DATE_FORMAT")},
        "page": _("Page"),
        "unknown": _("Unknown"),
        **data,
    }
    return typst.compile(
        str(ROOT / feature / "typst" / f"{name}.typ"),
        root=str(ROOT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(shown, ensure_ascii=False, default=str)},
        timestamp=int(at.astimezone(UTC).timestamp()),
    )


def answer(template: str, data: Mapping[str, Any], *, at: datetime, name: str) -> HttpResponse:
    """The PDF as an answer to a page: to keep, under this name."""
    return to_keep(render(template, data, at=at), name=f"{name}.pdf", content_type=TYPE)
