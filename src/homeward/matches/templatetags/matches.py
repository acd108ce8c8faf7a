"""Offers with their reasons. Twenty offers have some three hundred: a template for each would take
longer than all the rest of the page."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from homeward.core.commas import enumerated
from homeward.core.patterns import ReasonLine
from homeward.core.templatetags.patterns import REASON_ICONS, icon
from homeward.core.templatetags.writing import unknown
from homeward.matches.queries import Match
from homeward.matches.queries.shown import ShownFact

register = template.Library()

# Stands in an address until the offer is known, so that it is looked up once for a page.
ANY = UUID(int=0)
MOST_SKILLS = 8
CARD = """<li class="hw-panel of"><div class="of-head"><span class="of-rank">{rank}</span><div>\
<h3><a href="{one}">{title}</a></h3><p class="muted"><bdi>{organisation}</bdi> · {kind}{where}</p>\
</div>
<p class="of-fit">{pips}<b>{hold}</b></p>{refer}</div>
{placing}{facts}<div class="of-why">{met}{unmet}{to_ask}</div>
{skills}</li>"""
REFER = """<div class="of-act"><a class="btn btn-quiet" href="{}">{}<span class="vh"> {}</span></a>\
</div>"""
LINE = '<li class="is-{}">{}<span><span class="vh">{} </span>{}{}</span></li>'


@register.simple_tag(takes_context=True)
def match_cards(context: Context, matches: Iterable[Match]) -> SafeString:
    """Each with its place, facts, reasons and skills, in the order given."""
    cards = Cards(context)
    return format_html_join("", "{}", ((cards.card(match),) for match in matches))


@register.simple_tag
def why_lines(lines: Iterable[ReasonLine]) -> SafeString:
    """As `{% reasons %}` of the core writes them."""
    return Reasons().listed(lines)


class Reasons:
    """Lines as a list; the same line is written once."""

    def __init__(self) -> None:
        words = {"ok": _("Met:"), "no": _("Not met:"), "unk": _("Not known:")}
        self.marks = {state: (icon(REASON_ICONS[state]), word) for state, word in words.items()}
        self.nothing = format_html('<p class="small muted">{}</p>', _("None"))
        self.written: dict[tuple[str, str, str], SafeString] = {}

    def listed(self, lines: Iterable[ReasonLine]) -> SafeString:
        found = "".join(map(self._line, lines))
        return mark_safe(f'<ul class="hw-why">{found}</ul>') if found else self.nothing

    def _line(self, line: ReasonLine) -> SafeString:
        key = line.state, str(line.text), str(line.note)
        if key not in self.written:
            mark, word = self.marks[line.state]
            note = format_html("<small>{}</small>", line.note) if line.note else ""
            self.written[key] = format_html(LINE, line.state, mark, word, line.text, note)
        return self.written[key]


class Cards:
    """What all offers of a page share, words and addresses, is asked for once."""

    def __init__(self, context: Context) -> None:
        self.request = context.get("request")
        self.query = str(context.get("person_query") or "")
        self.one, self.choose = (
            reverse(f"matches:{name}", args=[context["case"].pk, ANY]) for name in ("one", "choose")
        )
        self.may_place = bool(context.get("may_place"))
        self.reasons = Reasons()
        self.hold = _("%(met)s of %(all)s hold")
        self.refer, self.place = _("Refer"), _("Place")
        self.by_hand, self.unknown = icon("user-check"), unknown()
        self.heads = _("Met"), _("Not met"), _("Unknown: to ask")
        self.common, self.missing = _("Skills in common:"), _("Skills missing:")
        self.facts: dict[int, SafeString] = {}

    def card(self, match: Match) -> SafeString:
        met, unmet, to_ask = (
            self._column(head, lines)
            for head, lines in zip(self.heads, (match.met, match.unmet, match.to_ask), strict=True)
        )
        hold = {"met": len(match.met), "all": len(match.lines)}
        return format_html(
            CARD, rank=self._rank(match), one=self._to(self.one, match), title=match.title,
            organisation=match.organisation, kind=match.kind,
            where=f" · {match.where}" if match.where else "", pips=_pips(match),
            hold=self.hold % hold, refer=self._refer(match), placing=self._placing(match),
            facts=self._facts(match), met=met, unmet=unmet, to_ask=to_ask,
            skills=self._skills(match),
        )  # fmt: skip

    def _to(self, address: str, match: Match) -> str:
        return address.replace(str(ANY), str(match.id)) + self.query

    def _rank(self, match: Match) -> SafeString:
        if not match.place:
            return self.by_hand
        return format_html('<span class="vh">{} </span>{}', self.place, match.place)

    def _refer(self, match: Match) -> SafeString | str:
        if not self.may_place:
            return ""
        return format_html(REFER, self._to(self.choose, match), self.refer, match.title)

    def _placing(self, match: Match) -> SafeString | str:
        if not match.placing:
            return ""
        said = {"placing": match.placing, "may_place": self.may_place}
        inner = render_to_string("matches/parts/placing.html", said, self.request)
        return format_html('<div class="pad">{}</div>', inner)

    def _column(self, head: str, lines: Sequence[ReasonLine]) -> SafeString:
        return format_html(
            '<div><h4>{} <span class="muted">{}</span></h4>{}</div>',
            head, len(lines), self.reasons.listed(lines),
        )  # fmt: skip

    def _facts(self, match: Match) -> SafeString:
        """The four facts by which offers are compared; what nobody said is unknown."""
        found = "".join(map(self._fact, match.facts))
        return mark_safe(f'<dl class="of-facts">{found}</dl>')

    def _fact(self, fact: ShownFact) -> SafeString:
        # Alike facts are one object: they were put into words once.
        if id(fact) not in self.facts:
            self.facts[id(fact)] = format_html(
                "<div><dt>{}</dt><dd>{} <small>{}</small></dd></div>",
                fact.label, fact.value or self.unknown, fact.note,
            )  # fmt: skip
        return self.facts[id(fact)]

    def _skills(self, match: Match) -> SafeString | str:
        both = ((self.common, match.has), (self.missing, match.lacks))
        found = [_named(head, titles) for head, titles in both if titles]
        return (
            format_html(
                '<div class="pad small">{}</div>',
                format_html_join("", "{}", ((part,) for part in found)),
            )
            if found
            else ""
        )


def _named(head: str, titles: Sequence[str]) -> SafeString:
    shown = enumerated(titles[:MOST_SKILLS])
    more = " " + _("(%(more)s in all)") % {"more": len(titles)} if len(titles) > MOST_SKILLS else ""
    return format_html("<p><b>{}</b> {}{}</p>", head, shown, more)


def _pips(match: Match) -> SafeString:
    """How many of its reasons hold, as small marks beside the words."""
    marks = (("ok", match.met), ("unk", match.to_ask), ("no", match.unmet))
    found = "".join(f'<i class="p-{kind}"></i>' * len(lines) for kind, lines in marks)
    return mark_safe(f'<span class="pips" aria-hidden="true">{found}</span>')
