"""The functions of ODK's XPath that libxml2 lacks or means otherwise (ODK XForms specification).

Each is given libxml2's context and its arguments: a list of nodes, a text, a number or a truth.
"""

import math
import random
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

EPOCH = date(1970, 1, 1)
DAY = timedelta(days=1)
NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*")
DAY_OF = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
HOUR_OF = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
# What Python's own matcher does with a hostile pattern takes for ever on a long text.
LONGEST_MATCHED = 2_000
EXACT = 15
MOST_DAYS = 2_000_000


class Answers(Protocol):
    """What the functions ask of the answers that are being filled in."""

    now: datetime

    def choice_label(self, node: Any, path: str, value: str) -> str: ...

    def text_of(self, name: str) -> str: ...


@dataclass(frozen=True)
class Run:
    """One evaluation: of these answers, at this node."""

    answers: Answers
    node: Any


running: ContextVar[Run] = ContextVar("running")


def text(value: Any) -> str:
    if isinstance(value, list):
        return "".join(value[0].itertext()) if value and not isinstance(value[0], str) else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return plain(float(value))
    return str(value)


def plain(value: float) -> str:
    """A number as XPath writes it: no exponent, no point behind a whole one."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def number(value: Any) -> float:
    """A day is the days since 1970; what is no number is NaN."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, float | int):
        return float(value)
    said = text(value).strip()
    if NUMBER.fullmatch(said):
        return float(said)
    return days(said)


def days(said: str) -> float:
    """Days since 1970 of a date, a date with its hour, or an hour alone; NaN of anything else."""
    day, _t, hour = said.partition("T") if "T" in said else (said, "", "")
    if not hour and HOUR_OF.match(day):
        day, hour = "", said
    try:
        whole = (day_of(day) - EPOCH) / DAY if day else 0.0
    except ValueError:
        return math.nan
    return whole + (_share_of_day(hour) if hour else 0.0) if day or hour else math.nan


def _share_of_day(hour: str) -> float:
    match = HOUR_OF.match(hour)
    if match is None:
        return math.nan
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return (hours * 3600 + minutes * 60 + seconds) / 86_400


def day_of(said: str) -> date:
    """The day; of a month or a year alone, its first. Raises ValueError."""
    match = DAY_OF.fullmatch(said.strip())
    if match is None:
        raise ValueError(said)
    year, month, day = (int(part or 1) for part in match.groups())
    return date(year, month, day)


def _n(_context: Any, value: Any = "") -> float:
    return number(value)


def _nodes(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(values: tuple[Any, ...]) -> list[str]:
    """Each text of the arguments, those of nodes one by one."""
    found = []
    for value in values:
        found += [text([node]) for node in value] if isinstance(value, list) else [text(value)]
    return found


def _if(_context: Any, condition: Any, yes: Any, no: Any) -> Any:
    return yes if truth(condition) else no


def truth(value: Any) -> bool:
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    return bool(value)


def _coalesce(_context: Any, *values: Any) -> str:
    return next((said for said in map(text, values) if said), "")


def _selected(_context: Any, value: Any, wanted: Any) -> bool:
    return text(wanted).strip() in text(value).split()


def _selected_at(_context: Any, value: Any, place: Any) -> str:
    chosen, at = text(value).split(), number(place)
    return chosen[int(at)] if 0 <= at < len(chosen) else ""


def _count_selected(_context: Any, value: Any) -> float:
    return float(len(text(value).split()))


def _today(_context: Any) -> str:
    return running.get().answers.now.date().isoformat()


def _now(_context: Any) -> str:
    return running.get().answers.now.isoformat(timespec="milliseconds")


def _int(_context: Any, value: Any) -> float:
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else found


def _round(_context: Any, value: Any, places: Any = 0.0) -> float:
    found, digits = number(value), int(number(places))
    if not math.isfinite(found) or abs(digits) > EXACT:
        return found
    step = Decimal(1).scaleb(-digits)
    return float((Decimal(repr(found)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _date(_context: Any, value: Any) -> str:
    said = text(value)
    if isinstance(value, float | int) or NUMBER.fullmatch(said):
        found = number(value)
        return (EPOCH + timedelta(days=math.floor(found))).isoformat() if _is_day(found) else ""
    found = days(said)
    return "" if math.isnan(found) else (EPOCH + timedelta(days=math.floor(found))).isoformat()


def _is_day(found: float) -> bool:
    return math.isfinite(found) and abs(found) < MOST_DAYS and EPOCH.toordinal() + found > 0


def _date_time(_context: Any, value: Any) -> str:
    said = text(value)
    if isinstance(value, float | int) or NUMBER.fullmatch(said):
        found = number(value)
        start = datetime(EPOCH.year, 1, 1)
        return (start + timedelta(days=found)).isoformat() if _is_day(found) else ""
    return said if not math.isnan(days(said)) else ""


def _decimal_date_time(_context: Any, value: Any) -> float:
    return days(text(value)) if not isinstance(value, float) else value


FORMATS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at:%Y}",
    "y": lambda at: f"{at:%y}",
    "m": lambda at: f"{at:%m}",
    "n": lambda at: str(at.month),
    "b": lambda at: f"{at:%b}",
    "d": lambda at: f"{at:%d}",
    "e": lambda at: str(at.day),
    "H": lambda at: f"{at:%H}",
    "h": lambda at: str(at.hour),
    "M": lambda at: f"{at:%M}",
    "S": lambda at: f"{at:%S}",
    "3": lambda at: f"{at.microsecond // 1000:03d}",
    "a": lambda at: f"{at:%a}",
    "W": lambda at: f"{at:%V}",
}


def _format_date(_context: Any, value: Any, pattern: Any) -> str:
    found = days(text(value)) if not isinstance(value, float) else value
    if not _is_day(found):
        return ""
    at = datetime(EPOCH.year, 1, 1) + timedelta(seconds=round(found * 86_400))
    return re.sub(r"%(.)", lambda m: FORMATS[m[1]](at) if m[1] in FORMATS else m[0], text(pattern))


def _regex(_context: Any, value: Any, pattern: Any) -> bool:
    """The whole value, as JavaRosa matches it."""
    try:
        return re.fullmatch(text(pattern), text(value)[:LONGEST_MATCHED]) is not None
    except re.error:
        return False


def _substr(_context: Any, value: Any, start: Any, end: Any = None) -> str:
    said = text(value)
    return said[int(number(start)) : int(number(end)) if end is not None else len(said)]


def _substring(_context: Any, value: Any, start: Any, length: Any = None) -> str:
    first = round(number(start)) - 1
    said = text(value)
    end = first + round(number(length)) if length is not None else len(said)
    return said[max(first, 0) : max(end, 0)]


def _string_length(_context: Any, value: Any = None) -> float:
    return float(len(text([running.get().node] if value is None else value)))


def _concat(_context: Any, *values: Any) -> str:
    return "".join(_texts(values))


def _join(_context: Any, between: Any, *values: Any) -> str:
    return text(between).join(_texts(values))


def _numbers(values: tuple[Any, ...]) -> list[float]:
    return [number(said) for said in _texts(values) if said]


def _min(_context: Any, *values: Any) -> float:
    return min(_numbers(values), default=math.nan)


def _max(_context: Any, *values: Any) -> float:
    return max(_numbers(values), default=math.nan)


def _sum(_context: Any, nodes: Any) -> float:
    """As ODK Collect adds up: what is blank or no number is left out, and of nothing it is 0."""
    numbers = (number(said) for said in _texts((nodes,)) if said)
    return sum(one for one in numbers if not math.isnan(one))


def _count_non_empty(_context: Any, nodes: Any) -> float:
    return float(sum(1 for node in _nodes(nodes) if text([node])))


def _position(context: Any, nodes: Any = None) -> float:
    node = _nodes(nodes)[0] if _nodes(nodes) else context.context_node
    return float(len(list(node.itersiblings(node.tag, preceding=True))) + 1)


def _current(_context: Any) -> list[Any]:
    return [running.get().node]


def _instance(context: Any, name: Any) -> list[Any]:
    root = context.context_node.getroottree().getroot()
    return [node for node in root.findall("__instance") if node.get("id") == text(name)]


def _indexed_repeat(_context: Any, nodes: Any, *places: Any) -> str:
    """The question in the repeat's n-th row; of nested repeats the outer comes first."""
    found = _nodes(nodes)
    if not found or not places:
        return ""
    root = found[0].getroottree()
    pattern = re.sub(r"\[\d+\]", "", root.getpath(found[0]))
    for repeats, place in zip(places[::2], places[1::2], strict=False):
        group = _nodes(repeats)
        if not group:
            return ""
        plain_path = re.sub(r"\[\d+\]", "", root.getpath(group[0]))
        pattern = pattern.replace(plain_path, f"{plain_path}[{int(number(place))}]", 1)
    return text(found[0].getroottree().xpath(pattern))


def _choice_name(_context: Any, value: Any, path: Any) -> str:
    run = running.get()
    return run.answers.choice_label(run.node, text(path).strip(), text(value))


def _itext(_context: Any, name: Any) -> str:
    return running.get().answers.text_of(text(name))


def _once(_context: Any, value: Any) -> str:
    """Keeps what stands there already."""
    return text([running.get().node]) or text(value)


def _boolean_from_string(_context: Any, value: Any) -> bool:
    return text(value) in {"true", "1"}


def _arithmetic(function: Callable[..., float]) -> Callable[..., float]:
    def applied(_context: Any, *values: Any) -> float:
        try:
            return float(function(*map(number, values)))
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan

    return applied


KNOWN: dict[str, Callable[..., Any]] = {
    "n": _n,
    "number": _n,
    "if": _if,
    "coalesce": _coalesce,
    "selected": _selected,
    "selected-at": _selected_at,
    "count-selected": _count_selected,
    "today": _today,
    "now": _now,
    "int": _int,
    "round": _round,
    "date": _date,
    "date-time": _date_time,
    "decimal-date-time": _decimal_date_time,
    "decimal-time": _decimal_date_time,
    "format-date": _format_date,
    "format-date-time": _format_date,
    "regex": _regex,
    "substr": _substr,
    "substring": _substring,
    "string": lambda _context, value="": text(value),
    "string-length": _string_length,
    "concat": _concat,
    "join": _join,
    "min": _min,
    "max": _max,
    "sum": _sum,
    "count-non-empty": _count_non_empty,
    "position": _position,
    "current": _current,
    "instance": _instance,
    "indexed-repeat": _indexed_repeat,
    "jr:choice-name": _choice_name,
    "jr:itext": _itext,
    "once": _once,
    "boolean-from-string": _boolean_from_string,
    "ends-with": lambda _context, value, end: text(value).endswith(text(end)),
    "uuid": lambda _context, *_length: str(uuid.uuid4()),
    "random": lambda _context: random.random(),  # noqa: S311 - which question comes, no secret
    "abs": _arithmetic(abs),
    "sqrt": _arithmetic(math.sqrt),
    "pow": _arithmetic(math.pow),
    "exp": _arithmetic(math.exp),
    "log": _arithmetic(math.log),
    "log10": _arithmetic(math.log10),
    "pi": _arithmetic(lambda: math.pi),
    "sin": _arithmetic(math.sin),
    "cos": _arithmetic(math.cos),
    "tan": _arithmetic(math.tan),
    "atan2": _arithmetic(math.atan2),
}
