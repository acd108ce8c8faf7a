"""A criterion in words: one sentence, or a list of lines, in any language of the house."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_currency
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.places.names import country_name, language_name
from homeward.programmes.rules.criteria.nodes import (
    All,
    Criterion,
    Either,
    End,
    Everyone,
    Leaf,
    Not,
    NotStated,
    OneOf,
    Within,
    parts_of,
)
from homeward.programmes.rules.criteria.vocabulary import WORDS, Kind, Measure

Names = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the list: how deep it stands, its words, and the node's JSON pointer."""

    depth: int
    text: str
    at: str
    is_group: bool = False


def render(criterion: Criterion, language: str = "", names: Names | None = None) -> str:
    """One sentence. `names` gives the words for area paths and skill addresses; unnamed ones
    are shown as they are. Without a language it is the reader's.
    """
    with translation.override(language or translation.get_language()):
        return _sentence(criterion, names or {}, is_inner=False)


def lines(criterion: Criterion, language: str = "", names: Names | None = None) -> list[Line]:
    """The same as a list, a line for each criterion and each group."""
    with translation.override(language or translation.get_language()):
        return list(_lines(criterion, names or {}, "", 0))


def phrase(leaf: Leaf, language: str = "", names: Names | None = None) -> str:
    """One criterion in words."""
    with translation.override(language or translation.get_language()):
        return _leaf(leaf, names or {})


def _sentence(criterion: Criterion, names: Names, *, is_inner: bool) -> str:
    match criterion:
        case All(parts):
            text = _and([_sentence(part, names, is_inner=True) for part in parts])
            return f"({text})" if is_inner and len(parts) > 1 else text
        case Either(parts):
            text = _or([_sentence(part, names, is_inner=True) for part in parts])
            return f"({text})" if is_inner and len(parts) > 1 else text
        case Not(part):
            return _("not: %(what)s") % {"what": _sentence(part, names, is_inner=True)}
        case Everyone():
            return _("open to everybody")
        case NotStated():
            return _("no criteria stated")
        case leaf:
            return _leaf(leaf, names)


def _lines(criterion: Criterion, names: Names, at: str, depth: int) -> Iterator[Line]:
    heads = {All: _("All of these:"), Either: _("At least one of these:"), Not: _("Not:")}
    head = heads.get(type(criterion))
    text = head or _sentence(criterion, names, is_inner=False)
    yield Line(depth, text, at, is_group=head is not None)
    for step, part in parts_of(criterion):
        yield from _lines(part, names, at + step, depth + 1)


def _and(texts: list[str]) -> str:
    return (
        _("%(first)s; and %(last)s")
        % {
            "first": _("; ").join(texts[:-1]),
            "last": texts[-1],
        }
        if len(texts) > 1
        else texts[0]
    )


def _or(texts: list[str]) -> str:
    return (
        _("%(first)s; or %(last)s")
        % {
            "first": _("; ").join(texts[:-1]),
            "last": texts[-1],
        }
        if len(texts) > 1
        else texts[0]
    )


def _leaf(leaf: Leaf, names: Names) -> str:
    if isinstance(leaf, OneOf):
        return f"{leaf.kind.label}{_(': ')}{_or_list(value_names(leaf.kind, leaf.any_of, names))}"
    return f"{leaf.kind.label}{_(': ')}{_range(leaf)}"


def _range(leaf: Within) -> str:
    least, most = leaf.least, leaf.most
    measure = WORDS[leaf.kind].measure or Measure.PERSONS
    if most is None and least is not None:
        return _at_least(measure, least, leaf.currency)
    if least is None and most is not None:
        return _at_most(measure, most, leaf.currency)
    if least == most and most is not None:
        return _amount(measure, most, leaf.currency)
    return _("%(least)s to %(most)s") % {
        "least": _bare(measure, least, leaf.currency),
        "most": _amount(measure, most, leaf.currency),
    }


def _at_least(measure: Measure, end: End, currency: str) -> str:
    text = _("from %(end)s on") if measure == Measure.DAY else _("at least %(end)s")
    return text % {"end": _amount(measure, end, currency)}


def _at_most(measure: Measure, end: End, currency: str) -> str:
    text = _("until %(end)s") if measure == Measure.DAY else _("at most %(end)s")
    return text % {"end": _amount(measure, end, currency)}


def _bare(measure: Measure, end: End | None, currency: str) -> str:
    if isinstance(end, int):
        return str(number_format(end))
    return _amount(measure, end, currency)


def _amount(measure: Measure, end: End | None, currency: str) -> str:
    if isinstance(end, date):
        return date_format(end, "DATE_FORMAT")
    if isinstance(end, Decimal):
        return money(end, currency)
    count = end or 0
    texts = {
        Measure.YEARS: ngettext("%(n)s year", "%(n)s years", count),
        Measure.PERSONS: ngettext("%(n)s person", "%(n)s persons", count),
        Measure.MONTHS: ngettext("%(n)s month", "%(n)s months", count),
    }
    return texts[measure] % {"n": number_format(count)}


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency as the reader's language writes it."""
    pattern = "#,##0 ¤¤" if amount == amount.to_integral_value() else "#,##0.00 ¤¤"
    return str(format_currency(amount, currency, pattern, locale=_locale(), currency_digits=False))


def value_names(kind: Kind, values: Iterable[str], names: Names) -> list[str]:
    """The words for values, in the order of the vocabulary, else by their words."""
    listed = WORDS[kind].values
    if listed is not None:
        chosen = set(values)
        return [str(label) for value, label in listed.choices if value in chosen]
    if kind == Kind.NATIONALITY:
        return sorted(country_name(value) for value in values)
    if kind == Kind.LANGUAGE:
        return sorted(language_name(value) for value in values)
    if kind == Kind.AREA:
        return sorted(_area_name(value, names) for value in values)
    return sorted(names.get(value, value) for value in values)


def value_name(kind: Kind, value: str, names: Names) -> str:
    return value_names(kind, [value], names)[0]


def _area_name(path: str, names: Names) -> str:
    if path in names:
        return names[path]
    return country_name(path) if "/" not in path else path.rsplit("/", 1)[-1]


def _or_list(texts: list[str]) -> str:
    return str(format_list(texts, style="or", locale=_locale()))


def _locale() -> Locale:
    return Locale.parse((translation.get_language() or "en").replace("-", "_"))
