"""The reasons of an offer. Twenty offers have some three hundred: a template for each would take
longer than all the rest of the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from homeward.core.patterns import ReasonLine
from homeward.core.templatetags.patterns import REASON_ICONS, icon, unknown
from homeward.matches.queries import Match

register = template.Library()


@register.simple_tag
def why_lines(lines: Iterable[ReasonLine]) -> SafeString:
    """As `{% reasons %}` of the core writes them."""
    marks = {
        "ok": (icon(REASON_ICONS["ok"]), _("Met:")),
        "no": (icon(REASON_ICONS["no"]), _("Not met:")),
        "unk": (icon(REASON_ICONS["unk"]), _("Not known:")),
    }
    found = format_html_join("", LINE, (_line(line, marks) for line in lines))
    return format_html('<ul class="hw-why">{}</ul>', found) if found else _nothing()


LINE = '<li class="is-{}">{}<span><span class="vh">{} </span>{}{}</span></li>'


def _line(line: ReasonLine, marks: Mapping[str, tuple[Any, str]]) -> tuple[Any, ...]:
    mark, word = marks[line.state]
    note = format_html("<small>{}</small>", line.note) if line.note else ""
    return line.state, mark, word, line.text, note


def _nothing() -> SafeString:
    return format_html('<p class="small muted">{}</p>', _("None"))


@register.simple_tag
def offer_facts(match: Match) -> SafeString:
    """The four facts by which offers are compared; what nobody said is unknown."""
    rows = (
        (fact.label, fact.value or unknown(), format_html("<small>{}</small>", fact.note))
        for fact in match.facts
    )
    found = format_html_join("", "<div><dt>{}</dt><dd>{} {}</dd></div>", rows)
    return format_html('<dl class="of-facts">{}</dl>', found)


@register.simple_tag
def pips(match: Match) -> SafeString:
    """How many of its reasons hold, as small marks beside the words."""
    marks = [("ok", match.met), ("unk", match.to_ask), ("no", match.unmet)]
    each = ((kind,) for kind, lines in marks for _line in lines)
    found = format_html_join("", '<i class="p-{}"></i>', each)
    return format_html('<span class="pips" aria-hidden="true">{}</span>', found)
