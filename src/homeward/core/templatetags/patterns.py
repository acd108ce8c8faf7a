"""Template parts for the patterns of the design; builtins, so no page loads them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core import fields, once
from homeward.core.arrows import arrow
from homeward.core.charts import Chart, Value
from homeward.core.patterns import Fact, NextStep, ReasonLine, Stage, initials
from homeward.core.templatetags.writing import as_day, as_local, short_date, unknown
from homeward.core.timeline import Entry

register = template.Library()

# Arrows, sending and leaving point the way one reads; clocks, checks and charts don't turn.
MIRRORED = {
    "arrow-back-up",
    "arrow-left",
    "arrow-right",
    "arrows-split-2",
    "chevron-left",
    "chevron-right",
    "external-link",
    "login",
    "logout",
    "message",
    "messages",
    "send",
    "share",
    "transfer",
}
STATUS_ICONS = {
    "ok": "circle-check",
    "now": "player-play",
    "wait": "hourglass",
    "soon": "clock",
    "late": "alert-triangle",
    "no": "circle-x",
    "unk": "help",
    "draft": "pencil",
    "shut": "lock",
    "ready": "check",
}
REASON_ICONS = {"ok": "circle-check", "no": "circle-x", "unk": "help"}
FACT_STATES = {
    "confirmed": ("is-ok", "circle-check"),
    "said": ("is-unk", "circle-dashed"),
    "conflict": ("is-no", "alert-circle"),
    "unknown": ("is-unk", "circle-dashed"),
}
SOON_DAYS = 2
# What Django puts into a page that has no token.
NO_TOKEN = "NOTPROVIDED"  # noqa: S105


@register.simple_tag
def icon(name: str, flip: bool | None = None) -> SafeString:
    """An icon of the sprite, always beside a word. Turned in right-to-left by its name."""
    return _icon(name, turned=name in MIRRORED if flip is None else flip)


@lru_cache(maxsize=512)
def _icon(name: str, *, turned: bool) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        "i i-flip" if turned else "i",
        _sprite(),
        name,
    )


@lru_cache(maxsize=1)
def _sprite() -> str:
    """Asked for dozens of times a page."""
    return static("core/icons.svg")


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's own, and the mark by which a form that is sent twice acts once."""
    token, request = context.get("csrf_token"), context.get("request")
    if not token or token == NO_TOKEN:
        return SafeString()
    field = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    if request is None:
        return field
    mark = once.mark_of(request)
    return field + format_html('<input type="hidden" name="{}" value="{}">', once.FIELD, mark)


@register.simple_tag
def own_languages() -> list[tuple[str, str]]:
    """Code and own name of each language; a name translated is of no use to its readers."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def _relative(days: int) -> str:
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


# Parts that stand in every row of a long list are put together here: a template for each of them
# made long pages slow (benchmarks/pages.py).


@register.simple_tag
def due(value: date | datetime | None) -> SafeString:
    """A date by which something is due: relative, then absolute."""
    if value is None:
        return format_html(
            '<span class="hw-due"><b class="hw-unknown">{}</b></span>', _("No date agreed")
        )
    days = (as_day(value) - timezone.localdate()).days
    tone, mark = ("", "calendar")
    if days < 0:
        tone, mark = "is-late", "alert-triangle"
    elif days <= SOON_DAYS:
        tone, mark = "is-soon", "clock"
    # A day far away needs no hour.
    shown = value if 0 <= days <= 1 else as_day(value)
    return format_html(
        '<span class="hw-due {}">{}<span><b>{}</b> <time datetime="{}">{}</time></span></span>',
        tone,
        icon(mark),
        _relative(days),
        as_local(value).isoformat(),
        short_date(shown),
    )


@register.simple_tag
def status(kind: str, text: Any) -> SafeString:
    return format_html(
        '<span class="hw-st is-{}">{}<span>{}</span></span>', kind, icon(STATUS_ICONS[kind]), text
    )


@register.inclusion_tag("core/parts/next_step.html", takes_context=True)
def next_step(context: Context, step: NextStep | None) -> dict[str, Any]:
    """The step; its button only where the page behind it is one of the reader's."""
    if step and step.url and not _is_open(context, step.url):
        step = replace(step, url="")
    return {"step": step}


@register.simple_tag(takes_context=True)
def way(context: Context, name: str, *args: Any) -> str:
    """The address of a page, as `url` has it; empty where the page is none of the reader's."""
    url = reverse(name, args=args)
    return url if _is_open(context, url) else ""


def _is_open(context: Context, url: str) -> bool:
    """What `access.pages` hands to each request; a page for everybody is handed nothing."""
    ask = getattr(context.get("request"), "is_open", None)
    return ask is None or ask(url)


@register.simple_tag
def holder(name: Any, kind: str = "person", note: Any = "", mark: str = "") -> SafeString:
    """Who holds it: round initials for a person, square for an organisation.

    `mark` are the initials where the words are not the name: "You".
    """
    text = str(name or "")
    if not text:
        return unknown(_("Nobody yet"))
    return format_html(
        '<span class="hw-who"><span class="hw-av hw-av--s{}" aria-hidden="true">{}</span>'
        "<span>{}{}</span></span>",
        " hw-av--org" if kind == "org" else "",
        mark or initials(text),
        text,
        format_html("<small>{}</small>", note) if note else "",
    )


@register.inclusion_tag("core/parts/fact.html")
def fact(item: Fact | None = None, **values: Any) -> dict[str, Any]:
    """One fact inside a <dl class="hw-facts">: a Fact, or its fields by name."""
    shown = item if item is not None else Fact(**values)
    tone, mark = FACT_STATES[shown.state]
    return {"fact": shown, "tone": tone, "mark": mark}


@register.inclusion_tag("core/parts/reasons.html")
def reasons(lines: Iterable[Any]) -> dict[str, Any]:
    """All reasons at once: ReasonLine, or a rule's refusals by their label."""
    shown = [line if isinstance(line, ReasonLine) else ReasonLine(_label(line)) for line in lines]
    return {"lines": [(line, line.icon or REASON_ICONS[line.state]) for line in shown]}


def _label(reason: Any) -> Any:
    return getattr(reason, "label", reason)


@register.inclusion_tag("core/parts/stages.html")
def stages(items: Iterable[Stage], label: str = "") -> dict[str, Any]:
    return {"stages": list(items), "label": label or _("Stages")}


@register.inclusion_tag("core/parts/timeline.html")
def timeline(entries: Iterable[Entry], next: NextStep | None = None) -> dict[str, Any]:
    """What happened, the newest first, and above it what comes next."""
    return {"entries": list(entries), "next": None if next and next.nothing else next}


@register.inclusion_tag("core/parts/empty.html")
def empty(
    title: Any, text: Any = "", url: str = "", label: Any = "", level: int = 3
) -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "label": label, "level": level}


@register.inclusion_tag("core/parts/error_summary.html")
def error_summary(
    form: BaseForm | None = None, reasons: Iterable[Any] | None = None, title: Any = ""
) -> dict[str, Any]:
    """Everything that stands in the way, with a link to each field; it takes the focus."""
    lines = [*fields.errors(form), *[_refusal(reason) for reason in reasons or ()]]
    heading = title or ngettext(
        "This was not saved. %(count)d thing to mend:",
        "This was not saved. %(count)d things to mend:",
        len(lines),
    ) % {"count": len(lines)}
    return {"lines": lines, "title": heading}


def _refusal(reason: Any) -> fields.ErrorLine:
    if isinstance(reason, ReasonLine):
        return fields.ErrorLine(text=reason.text, note=reason.note)
    return fields.ErrorLine(text=_label(reason))


@register.inclusion_tag("core/parts/field.html")
def field(
    bound: Any, label: Any = None, hint: Any = None, css: str = "", autocomplete: str = ""
) -> dict[str, Any]:
    """A form field with its label, hint, error and control, tied together for screen readers."""
    return fields.parts(bound, label=label, hint=hint, css=css, autocomplete=autocomplete)


@register.inclusion_tag("core/parts/confirm_box.html")
def confirm_box(
    title: Any,
    consequences: Iterable[Any],
    form: BaseForm,
    *,
    danger: Any,
    cancel_url: str,
    cancel: Any = "",
    level: int = 2,
) -> dict[str, Any]:
    """What can't be taken back: its consequences, who is told, a reason, and a safe way out."""
    return {
        "title": title,
        "consequences": list(consequences),
        "form": form,
        "danger": danger,
        "cancel_url": cancel_url,
        "cancel": cancel or _("Keep it"),
        "level": level,
    }


@register.inclusion_tag("core/parts/chart.html")
def chart(item: Chart) -> dict[str, Any]:
    """A panel with a chart and its table (core/charts.py says how one is filled).

    The view makes the `Chart`; the page has `{% chart_scripts %}` in its head, once, and
    `{% chart item %}` where it stands:

        returns = Chart(
            key="returns", title=_("Returns by year"), count=_("2,301 returns in 4 years"),
            source=_("UNHCR, read on 3 March"), alternative=_("Columns of returns by year."),
            first=_("Year"), categories=[2020, 2021],
            series=[Series(label=_("Returns"), values=[310, None])],
        )

    The figures are written into the table once and drawn from there. What is unknown stays a gap
    and says so; a text as "<10" is written and not drawn. It is not mirrored from right to left.
    """
    rows = [
        (head, [(value, _raw(value)) for value in values])
        for head, (_category, values) in zip(item.heads, item.rows, strict=True)
    ]
    return {"chart": item, "rows": rows, "scale": item.scale and [str(end) for end in item.scale]}


def _raw(value: Value) -> str:
    """As JavaScript reads a number; nothing where there is none to draw."""
    return "" if value is None or isinstance(value, str) else str(value)


@register.simple_tag(name="arrow")
def arrow_tag() -> str:
    """From one to another, between two names."""
    return arrow()


@register.simple_tag
def chart_scripts() -> SafeString:
    """What a page with charts loads in its head, and no other page."""
    return format_html(
        '<script src="{}" defer></script><script src="{}" defer></script>',
        static("core/vendor/echarts.common.min.js"),
        static("core/chart.js"),
    )


@register.inclusion_tag("core/parts/pager.html", takes_context=True)
def pager(context: Context, page: Any, name: str = "page") -> dict[str, Any]:
    """Previous and next of a page of a list; the rest of the query string stays."""
    query = context["request"].GET.copy()

    def to(number: int) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "previous": to(page.previous_page_number()) if page.has_previous() else "",
        "next": to(page.next_page_number()) if page.has_next() else "",
    }
