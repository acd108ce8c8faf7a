"""Answers to a form: what they make relevant, what is computed from them, what is still wrong.

Answers are kept flat, by the question's place without the root: `family/children[2]/age`. They are
the texts that stand in an XForm's instance, so that what comes by another way is the same. What was
typed wrongly is kept as it was typed, and said to be wrong.

An answer to a question that is not relevant is kept and counts as empty, as ODK's clients do.
"""

import copy
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from homeward.access.choices import DataClass
from homeward.core.digits import are_digits
from homeward.forms import functions, xpath
from homeward.forms.definition import (
    NO_TEXT,
    Bind,
    Choice,
    Definition,
    Group,
    Items,
    Node,
    Output,
    Question,
    Repeat,
    Text,
)

INDEX = re.compile(r"\[(\d+)\]")
# Calculations that need each other settle in a few rounds or never.
MOST_ROUNDS = 12
MOST_ROWS = 200
# Beside an answer: how many rows a repeat has, and the fact that is known and still holds.
ROWS_KEY, KNOWN_KEY = "#", "@known"
INTEGER = re.compile(r"-?\d{1,18}")
DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
GEOPOINT = re.compile(r"-?\d{1,2}(?:\.\d+)? -?\d{1,3}(?:\.\d+)?(?: -?\d+(?:\.\d+)?){0,2}")
PARTIAL = "unknown"
LONGEST_ANSWER = 10_000

Answers = Mapping[str, str]


def bare(key: str) -> str:
    """The place itself, of what is kept beside an answer."""
    return key.removesuffix(ROWS_KEY).removesuffix(KNOWN_KEY)


def path_of(key: str) -> str:
    """The question that an answer's place means: without the rows' numbers, from the root."""
    return "/data/" + INDEX.sub("", key)


class Filling:
    """One form with its answers, evaluated. Not to be shared between requests."""

    def __init__(
        self,
        form: Definition,
        answers: Answers,
        *,
        now: datetime,
        language: str = "",
        cleared: Collection[DataClass] | None = None,
        fresh: bool = False,
    ) -> None:
        """`fresh`: nothing was saved yet, so that the form's defaults come in."""
        self.form, self.now, self.language = form, now, language
        self.cleared, self.fresh = cleared, fresh
        self.raw = {key: value for key, value in answers.items() if self.shows(path_of(bare(key)))}
        self.nodes: dict[str, Any] = {}
        self.keys: dict[Any, str] = {}
        self.relevant: dict[str, bool] = {}
        self.computed: dict[str, str] = {}
        self._build()
        self.evaluate()

    def shows(self, path: str) -> bool:
        """Questions of a class that the reader is not cleared for are not there at all."""
        return self.cleared is None or self.form.class_of(path) in self.cleared

    # The instance

    def _build(self) -> None:
        self.root = copy.deepcopy(self.form.skeleton)
        self._repeats(self.root, "/data", "")
        self.nodes.clear()
        self.keys.clear()
        self._index(self.root, "/data", "")
        if self.fresh:
            self._defaults()

    def _repeats(self, parent: Any, path: str, key: str) -> None:
        """As many rows of each repeat as there are answers for, at least one."""
        done = set()
        for child in list(parent):
            own = f"{path}/{child.tag}"
            if child.tag == "__instance" or own in done:
                continue
            place = f"{key}{child.tag}"
            if own not in self.form.repeats:
                self._repeats(child, own, f"{place}/")
                continue
            done.add(own)
            rows = [one for one in parent if one.tag == child.tag]
            template = next((one for one in rows if one.get("template")), rows[0])
            at = parent.index(rows[0])
            for row in rows:
                parent.remove(row)
            for number in range(1, self.rows(place) + 1):
                row = copy.deepcopy(template)
                row.attrib.pop("template", None)
                parent.insert(at + number - 1, row)
                self._repeats(row, own, f"{place}[{number}]/")

    def rows(self, place: str) -> int:
        """How many rows a repeat has: what was asked for, and what holds an answer."""
        said = self.raw.get(f"{place}{ROWS_KEY}", "")
        start = f"{place}["
        held = [
            int(key[len(start) :].partition("]")[0]) for key in self.raw if key.startswith(start)
        ]
        least = int(said) if are_digits(said) else 1
        return min(max([least, *held]), MOST_ROWS)

    def _index(self, parent: Any, path: str, key: str) -> None:
        counts: dict[str, int] = {}
        for child in parent:
            if child.tag == "__instance":
                continue
            own = f"{path}/{child.tag}"
            place = f"{key}{child.tag}"
            if own in self.form.repeats:
                counts[own] = counts.get(own, 0) + 1
                place += f"[{counts[own]}]"
            self.nodes[place], self.keys[child] = child, place
            self._index(child, own, f"{place}/")

    def _defaults(self) -> None:
        self.fresh = False
        for key, node in self.nodes.items():
            if len(node) == 0 and node.text and self.shows(path_of(key)):
                self.raw.setdefault(key, node.text)
        for path, expression in self.form.first_values.items():
            for key in self._places(path):
                if self.shows(path) and (value := functions.text(self._ask(expression, key))):
                    self.raw[key] = value

    def _places(self, path: str) -> list[str]:
        return [key for key in self.nodes if path_of(key) == path]

    # Evaluation

    def _ask(self, expression: str, key: str) -> Any:
        node = self.nodes.get(key, self.root)
        token = functions.running.set(functions.Run(self, node))
        try:
            return xpath.compiled(expression)(node)
        finally:
            functions.running.reset(token)

    def holds(self, expression: str, key: str) -> bool:
        return functions.truth(self._ask(expression, key)) if expression else True

    def evaluate(self) -> None:
        """Relevance and calculations, each from the other, until nothing changes any more."""
        self._adjust_counts()
        for _round in range(MOST_ROUNDS):
            before = (dict(self.relevant), dict(self.computed))
            self._evaluate_once()
            if before == (self.relevant, self.computed):
                break

    def _adjust_counts(self) -> None:
        """Repeats whose number of rows another answer says."""
        counted = [n for n in self.form.nodes() if isinstance(n, Repeat) and n.count]
        if not counted:
            return
        self._evaluate_once()
        changed = False
        for repeat in counted:
            for place in self._holders(repeat.path):
                wanted = functions.number(self._ask(repeat.count, f"{place}[1]"))
                number = int(wanted) if math.isfinite(wanted) and wanted > 0 else 1
                if f"{place}{ROWS_KEY}" not in self.raw or self.rows(place) < number:
                    self.raw[f"{place}{ROWS_KEY}"] = str(min(number, MOST_ROWS))
                    changed = True
        if changed:
            self._build()

    def _holders(self, path: str) -> list[str]:
        return [key[: key.rindex("[")] for key in self._places(path) if key.endswith("[1]")]

    def _evaluate_once(self) -> None:
        for key, node in self.nodes.items():
            path = path_of(key)
            bind = self.form.binds.get(path, NO_BIND)
            parent = key.rpartition("/")[0]
            relevant = self.relevant.get(parent, True) and self.holds(bind.relevant, key)
            self.relevant[key] = relevant
            if len(node):
                continue
            if bind.calculate:
                value = functions.text(self._ask(bind.calculate, key)) if relevant else ""
                self.computed[key] = value
                node.text = value
            else:
                node.text = self.raw.get(key, "") if relevant else ""

    # What the pages ask

    def value(self, key: str) -> str:
        """What stands there, computed or answered; empty while it is not asked."""
        node = self.nodes.get(key)
        return (node.text or "") if node is not None and len(node) == 0 else ""

    def is_asked(self, key: str) -> bool:
        return self.relevant.get(key, False) and self.shows(path_of(key))

    def is_required(self, key: str) -> bool:
        expression = self.form.binds.get(path_of(key), NO_BIND).required
        return bool(expression) and self.holds(expression, key)

    def text(self, text: Text, key: str) -> str:
        """A label in the language, with the answers that it quotes."""
        parts = [
            functions.text(self._ask(part.expression, key)) if isinstance(part, Output) else part
            for part in text.parts(self.language)
        ]
        return "".join(parts).strip()

    def label(self, node: Node, key: str) -> str:
        return self.text(node.label, key) or node.name

    def choices(self, question: Question, key: str) -> list[tuple[str, str]]:
        """Value and label of what can be chosen now."""
        if question.items is None:
            return [(one.value, self.text(one.label, key)) for one in question.choices]
        found = self._ask(question.items.expression, key)
        return [self._choice(question.items, item, key) for item in found]

    def _choice(self, items: Items, item: Any, key: str) -> tuple[str, str]:
        value = item.findtext(items.value) or ""
        said = item.findtext(items.label) or ""
        text = self.form.texts.get(said)
        return value, (self.text(text, key) if text else said) or value

    def choice_label(self, node: Any, path: str, value: str) -> str:
        """For jr:choice-name: the label of a value of the question at this path."""
        question = self._question_at(node, path)
        if question is None:
            return value
        known = self._labels(question)
        return _(", ").join(known[one] for one in value.split() if one in known)

    def _question_at(self, node: Any, path: str) -> Question | None:
        if path.startswith("/"):
            found = self.form.by_path.get(path)
        else:
            names = path_of(self.keys.get(node, "")).split("/")
            for part in path.split("/"):
                names = names[:-1] if part == ".." else [*names, part]
            found = self.form.by_path.get("/".join(names))
        return found if isinstance(found, Question) else None

    def _labels(self, question: Question) -> dict[str, str]:
        return {
            one.value: one.label.plain(self.language) for one in _choices_of(self.form, question)
        }

    def text_of(self, name: str) -> str:
        return self.form.texts.get(name, NO_TEXT).plain(self.language)

    def shown(self, question: Question, key: str) -> str:
        """The answer in words."""
        value = self.value(key)
        if question.chooses:
            labels = self._labels(question)
            return _(", ").join(labels.get(one, one) for one in value.split())
        return value

    def faults(self, key: str) -> list[str]:
        """What is wrong with the answer at this place, in words."""
        question = self.form.by_path.get(path_of(key))
        if not isinstance(question, Question) or not self.is_asked(key) or question.is_note:
            return []
        value = self.value(key)
        if not value:
            if not self.is_required(key) or self.raw.get(f"{key}{KNOWN_KEY}"):
                return []
            return [self.text(question.bind.required_message, key) or _("This needs an answer.")]
        if reason := self._reason_of_type(question, key, value):
            return [reason]
        if not self.holds(question.bind.constraint, key):
            said = self.text(question.bind.constraint_message, key)
            return [said or _("This answer does not fit.")]
        return []

    def _reason_of_type(self, question: Question, key: str, value: str) -> str:
        if len(value) > LONGEST_ANSWER:
            return _("This answer is too long.")
        if question.chooses:
            known = {one for one, _label in self.choices(question, key)}
            unknown = [one for one in value.split() if one not in known]
            return _("This can’t be chosen any more: choose again.") if unknown else ""
        check = CHECKS.get(question.bind.type)
        if question.control == "range" and question.start and not _within(question, value):
            return _("Give a number from %(start)s to %(end)s.") % {
                "start": question.start,
                "end": question.end,
            }
        if question.bind.type == "date" and PARTIAL in question.looks:
            check = _partial_date
        return check(value) if check else ""

    def asked(
        self, within: tuple[Node, ...] | None = None, at: str = ""
    ) -> Iterator[tuple[Question, str]]:
        """The questions that are asked now with their places, in the form's order."""
        for node in self.form.children if within is None else within:
            key = self._key(node, at)
            if isinstance(node, Repeat):
                for number in range(1, self.rows(key) + 1):
                    if self.is_asked(f"{key}[{number}]"):
                        yield from self.asked(node.children, f"{key}[{number}]/")
            elif isinstance(node, Group):
                # A group without a place of its own only holds questions together on a page.
                if not node.path or self.relevant.get(key, False):
                    yield from self.asked(node.children, f"{key}/" if node.path else at)
            elif isinstance(node, Question) and self.is_asked(key):
                yield node, key

    def _key(self, node: Node, at: str) -> str:
        return f"{at}{node.name}" if node.path else at

    def all_faults(self, within: tuple[Node, ...] | None = None) -> dict[str, list[str]]:
        found = ((key, self.faults(key)) for _question, key in self.asked(within))
        return {key: reasons for key, reasons in found if reasons}

    def answers(self) -> dict[str, str]:
        """What is kept when the form is sent: what was asked, and what is computed."""
        return {
            key: node.text
            for key, node in self.nodes.items()
            if len(node) == 0 and node.text and self.is_asked(key) and not key.startswith("meta/")
        } | {key: value for key, value in self.raw.items() if self._counts_rows(key)}

    def _counts_rows(self, key: str) -> bool:
        place = key.removesuffix(ROWS_KEY)
        return place != key and any(
            self.is_asked(f"{place}[{number}]") for number in range(1, self.rows(place) + 1)
        )


NO_BIND = Bind()


def _integer(value: str) -> str:
    return "" if INTEGER.fullmatch(value) else _("Give a whole number, in digits.")


def _decimal(value: str) -> str:
    return "" if DECIMAL.fullmatch(value) else _("Give a number, in digits.")


def _date(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return _("Give the day, the month and the year.")
    return ""


def _partial_date(value: str) -> str:
    try:
        functions.day_of(value)
    except ValueError:
        return _("Give the year; the month and the day where they are known.")
    return ""


def _date_time(value: str) -> str:
    day, _t, hour = value.partition("T")
    wrong = _date(day) or _time(hour)
    return _("A day and an hour, as 2026-03-05 14:35.") if wrong else ""


def _time(value: str) -> str:
    return "" if TIME.fullmatch(value) else _("Hours and minutes, as 14:35.")


def _geopoint(value: str) -> str:
    return "" if GEOPOINT.fullmatch(value) else _("Latitude and longitude, as 5.6037 -0.1870.")


def _within(question: Question, value: str) -> bool:
    found = functions.number(value)
    return functions.number(question.start) <= found <= functions.number(question.end)


CHECKS: dict[str, Callable[[str], str]] = {
    "int": _integer,
    "decimal": _decimal,
    "date": _date,
    "dateTime": _date_time,
    "time": _time,
    "geopoint": _geopoint,
}


def split(form: Definition, answers: Answers) -> dict[DataClass, dict[str, str]]:
    """Answers by the class of their question: each is kept in a row of its class."""
    found: dict[DataClass, dict[str, str]] = {}
    for key, value in answers.items():
        place = form.class_of(path_of(bare(key)))
        found.setdefault(place, {})[key] = value
    return found


def by_name(answers: Answers) -> dict[str, Any]:
    """Answers by the questions' names; a repeat's rows are a list under the repeat's name."""
    found: dict[str, Any] = {}
    for key, value in answers.items():
        if bare(key) != key:
            continue
        *groups, name = key.split("/")
        holder = found
        for group in groups:
            match = INDEX.search(group)
            if match:
                rows = holder.setdefault(INDEX.sub("", group), [])
                while len(rows) < int(match[1]):
                    rows.append({})
                holder = rows[int(match[1]) - 1]
        holder[name] = value
    return found


def in_words(form: Definition, answers: Answers, language: str) -> list[tuple[str, str]]:
    """Question and answer in words, as they were kept: nothing is evaluated."""
    found = []
    for key, value in answers.items():
        question = form.by_path.get(path_of(key))
        if isinstance(question, Question) and value:
            labels = {one.value: one.label.plain(language) for one in _choices_of(form, question)}
            words = _(", ").join(labels.get(one, one) for one in value.split()) if labels else value
            found.append((question.label.plain(language) or question.name, words))
    return found


def _choices_of(form: Definition, question: Question) -> tuple[Choice, ...]:
    return form.lists.get(question.items.list_name, ()) if question.items else question.choices
