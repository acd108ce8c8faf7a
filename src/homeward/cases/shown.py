"""Facts in words: what was said, by whom, and whether it was asked again since."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from homeward.cases.models import Fact
from homeward.cases.queries import KnownFact
from homeward.core import patterns
from homeward.core.templatetags.writing import short_date


def of_persons(known: Iterable[KnownFact]) -> list[patterns.Fact]:
    """Answers to one question, each under the person whom it is about."""
    return [
        patterns.Fact(
            label=one.fact.person, value=one.fact.value, source=origin(one), state=state(one)
        )
        for one in known
    ]


def state(one: KnownFact) -> str:
    """In conflict where a correction contradicts what was said before and nobody confirmed it."""
    if one.confirmed:
        return "confirmed" if one.fact.value else "unknown"
    if one.earlier:
        return "conflict"
    return "said" if one.fact.value else "unknown"


def origin(one: KnownFact) -> str:
    parts = [said(one.fact)]
    if one.confirmed:
        parts.append(
            _("confirmed %(day)s by %(name)s, %(organisation)s")
            % {
                "day": short_date(one.confirmed.at.date()),
                "name": one.confirmed.by,
                "organisation": one.confirmed.by.organisation,
            }
        )
    else:
        parts.append(_("not confirmed since"))
    return " · ".join(parts)


def said(fact: Fact) -> str:
    """Who said it, on which day, and which organisation wrote it down."""
    named: dict[str, Any] = {
        "who": fact.said_by_name or fact.get_said_by_display(),
        "day": short_date(fact.said_on),
        "organisation": fact.recorded_by.organisation,
    }
    if not fact.value:
        return _("Asked %(day)s, not known; %(organisation)s") % named
    return _("%(who)s, %(day)s; recorded by %(organisation)s") % named
