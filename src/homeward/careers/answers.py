"""What assessments have asked of work and training already: proposed here, never asked again.

A form says which question is the occupation (its appearance) and which answers are of training
(its fact); the questions beside it in the same group tell years, place and day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.assessments import queries as assessments
from homeward.assessments.choices import Status
from homeward.assessments.models import Assessment
from homeward.careers import queries
from homeward.careers.models import Certificate, PastWork
from homeward.cases.choices import FactKind
from homeward.cases.models import Case
from homeward.forms import queries as forms
from homeward.forms.asking import OCCUPATION
from homeward.forms.definition import Question
from homeward.forms.filling import path_of
from homeward.occupations import queries as occupations
from homeward.occupations.models import Occupation
from homeward.persons.models import Person

CODED = " · "
WHOLE_DATE = 10


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One row of an assessment on work or training, as it was said."""

    assessment: Assessment
    place: str
    text: str
    is_work: bool
    years: Decimal | None = None
    where: str = ""
    finished_on: date | None = None
    # As far as it was told: "2016" where only the year is known.
    finished: str = ""
    occupation: Occupation | None = None


def waiting(case: Case, person: Person) -> list[Answered]:
    """What the person said of work and training that nobody has taken up or set aside yet.

    Of several assessments the newest that speaks of a thing counts: said again is not asked again.
    """
    asked = [
        one
        for one in assessments.of_case(case)
        if one.person_id == person.pk and one.status == Status.SUBMITTED
    ]
    keys = [one.pk for one in asked]
    taken = queries.taken_up(PastWork, keys) | queries.taken_up(Certificate, keys)
    found: list[Answered] = []
    seen = queries.called_already(person)
    for one in asked:
        for answered in _of(one):
            word = answered.text.casefold()
            if (one.pk, answered.place) not in taken and word not in seen:
                seen.add(word)
                found.append(answered)
    return found


def at_place(case: Case, person: Person, given: str) -> Answered | None:
    """The one that a page's address names: assessment and place."""
    return next((one for one in waiting(case, person) if key_of(one) == given), None)


def key_of(answered: Answered) -> str:
    return f"{answered.assessment.pk}:{answered.place}"


def _of(assessment: Assessment) -> Iterable[Answered]:
    form = forms.read(assessment.form_version)
    kept = assessments.kept(assessment)
    groups: dict[str, dict[str, tuple[Question, str]]] = {}
    for key, value in kept.items():
        question = form.by_path.get(path_of(key))
        if isinstance(question, Question) and value.strip():
            groups.setdefault(key.rpartition("/")[0], {})[key] = (question, value.strip())
    for answers in groups.values():
        for key, (question, value) in answers.items():
            if OCCUPATION in question.looks:
                yield _work(assessment, key, value, list(answers.values()))
            elif question.fact == FactKind.TRAINING and _is_text(question):
                yield _training(assessment, key, value, list(answers.values()))


def _is_text(question: Question) -> bool:
    return question.bind.type == "string" and not question.chooses


def _work(
    assessment: Assessment, place: str, value: str, beside: list[tuple[Question, str]]
) -> Answered:
    code, coded, title = value.partition(CODED)
    words = title if coded else value
    years = next((v for q, v in beside if q.bind.type in {"integer", "int", "decimal"}), "")
    where = next(
        (v for q, v in beside if q.bind.type == "string" and not q.fact and not q.chooses), ""
    )
    return Answered(
        assessment=assessment,
        place=place,
        text=words,
        is_work=True,
        years=Decimal(years) if years.replace(".", "", 1).isdecimal() else None,
        where=where,
        occupation=_called(words, code if coded else ""),
    )


def _called(words: str, code: str) -> Occupation | None:
    """The occupation that is called so, or carries the code; a mere resemblance is not enough."""
    best = occupations.occupations_like(words)[:8]
    for one in best:
        names = {one.title.casefold(), *(label.casefold() for label in one.alt_labels)}
        if (code and one.code == code) or words.casefold() in names:
            return one
    return None


def _training(
    assessment: Assessment, place: str, value: str, beside: list[tuple[Question, str]]
) -> Answered:
    finished = next((v for q, v in beside if q.bind.type == "date"), "")
    return Answered(
        assessment=assessment,
        place=place,
        text=value,
        is_work=False,
        finished=finished,
        finished_on=_day(finished),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == WHOLE_DATE else None
    except ValueError:
        return None
