"""An assessment as it is read: page by page, each answer in words, and what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.assessments import queries
from homeward.assessments.models import Assessment
from homeward.cases.queries import KnownFact
from homeward.cases.shown import origin, state
from homeward.core import patterns
from homeward.files.models import StoredFile
from homeward.forms import asking
from homeward.forms.definition import Question
from homeward.forms.filling import INDEX, KNOWN_KEY, Filling


@dataclass(frozen=True)
class Line:
    """A question with its answer; `was` is the earlier one where it differs."""

    key: str
    label: str
    value: str
    row: str = ""
    was: str | None = None
    file: str = ""
    holds: str = ""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Known:
    """What is known of a question already, to be confirmed in place of an answer."""

    fact: patterns.Fact
    is_confirmed: bool


def sections(
    shown: Filling,
    *,
    earlier: Filling | None = None,
    known: Mapping[str, KnownFact] | None = None,
    with_problems: bool = False,
) -> list[Section]:
    before = queries.in_words(earlier) if earlier else {}
    files = file_names(shown)
    found = []
    for page in asking.pages(shown):
        lines = [
            _line(shown, question, key, before, known or {}, files, with_problems)
            for question, key in shown.asked(page.nodes)
            if not question.is_note
        ]
        if lines:
            found.append(Section(page.number, page.title, lines))
    return found


def _line(
    shown: Filling,
    question: Question,
    key: str,
    before: Mapping[str, tuple[str, str]],
    known: Mapping[str, KnownFact],
    files: Mapping[str, str],
    with_problems: bool,
) -> Line:
    value = shown.shown(question, key)
    is_file = question.control == "upload" and bool(value)
    was = before[key][1] if key in before else None
    holds = known.get(question.fact) if shown.raw.get(f"{key}{KNOWN_KEY}") else None
    return Line(
        key=key,
        label=shown.label(question, key),
        value=files.get(value, "") if is_file else value,
        row=", ".join(INDEX.findall(key)),
        was=was if was is not None and was != value and not is_file else None,
        file=value if is_file and value in files else "",
        holds=str(holds.fact.value) if holds and not value else "",
        problems=shown.faults(key) if with_problems else [],
    )


def file_names(shown: Filling) -> dict[str, str]:
    """The names of the files among the answers, by their ids; those that the actor may see."""
    asked = [shown.value(key) for question, key in shown.asked() if question.control == "upload"]
    return {str(file.pk): str(file.name) for file in StoredFile.objects.filter(pk__in=_ids(asked))}


def _ids(values: list[str]) -> list[str]:
    return [value for value in values if len(value) == 36]  # noqa: PLR2004 - a uuid in writing


def known_by_key(shown: Filling, known: Mapping[str, KnownFact]) -> dict[str, Known]:
    """Beside the first question of each fact that is known of the person already."""
    found: dict[str, Known] = {}
    done: set[str] = set()
    for question, key in shown.asked():
        one = known.get(question.fact)
        if one is None or question.fact in done:
            continue
        done.add(question.fact)
        fact = patterns.Fact(
            label=one.fact.get_kind_display(),
            value=one.fact.value,
            source=origin(one),
            state=state(one),
        )
        found[key] = Known(fact, bool(shown.raw.get(f"{key}{KNOWN_KEY}")))
    return found


def earlier_filling(
    assessment: Assessment, shown: Filling, language: str
) -> tuple[Assessment | None, Filling | None]:
    """The assessment before it, evaluated as of now."""
    before = queries.earlier(assessment)
    if before is None:
        return None, None
    return before, queries.filling(before, now=shown.now, language=language)
