"""Reads what somebody answered about words: one choice, or a name or code that is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from homeward.exchange.sheets import queries
from homeward.exchange.sheets.actions import Decision
from homeward.exchange.sheets.choices import Kind
from homeward.exchange.sheets.pages import Asked


@dataclass
class Given:
    decisions: list[Decision] = field(default_factory=list)
    # Key of the word -> why its answer is none.
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)


def read(posted: Mapping[str, str], kind: Kind, asked: Mapping[str, Asked]) -> Given:
    """`key_0` names the word, `answer_0` the choice, `typed_0` a name or code. A word without an
    answer stays open; what was decided or imported meanwhile is passed over."""
    given = Given()
    number = 0
    while key := posted.get(f"key_{number}"):
        answer = posted.get(f"answer_{number}", "")
        typed = posted.get(f"typed_{number}", "").strip()
        if key in asked and (answer or typed):
            given.typed[key], given.chosen[key] = typed, answer
            _take(given, kind, asked[key], answer, typed)
        number += 1
    return given


def _take(given: Given, kind: Kind, word: Asked, answer: str, typed: str) -> None:
    decision = _typed(kind, word, typed) if typed else _chosen(kind, word, answer)
    if decision is None:
        given.errors[word.key] = (
            _("Nothing here is called so: %(what)s") % {"what": typed}
            if typed
            else _("Choose one of the answers.")
        )
    else:
        given.decisions.append(decision)


def _chosen(kind: Kind, word: Asked, answer: str) -> Decision | None:
    if answer not in {value for value, _label in word.offered}:
        return None
    what, _colon, pk = answer.partition(":")
    return Decision(
        kind=kind,
        key=word.key,
        text=word.text,
        actor=int(pk) if what == "actor" else None,
        sector=int(pk) if what == "sector" else None,
        is_new=what == "new",
    )


def _typed(kind: Kind, word: Asked, typed: str) -> Decision | None:
    if kind == Kind.PLACE:
        area = queries.area_by(typed, word.country)
        return Decision(kind=kind, key=word.key, text=word.text, area=area) if area else None
    if kind == Kind.ORGANISATION:
        actor = queries.actor_by(typed)
        return Decision(kind=kind, key=word.key, text=word.text, actor=actor) if actor else None
    return None


def with_errors(rows: Sequence[Asked], given: Given) -> list[Asked]:
    """The page's words again, with what was typed and why it is no answer."""
    return [
        replace(row, typed=given.typed.get(row.key, ""), error=given.errors.get(row.key, ""))
        for row in rows
    ]
