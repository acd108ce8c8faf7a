"""Health in each wave: what one case answered, and the figures of an organisation's cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.core.charts import Chart, Series, Shape
from homeward.core.commas import enumerated
from homeward.surveys.choices import RECALLED, STATE_LABELS, Status
from homeward.surveys.instruments import Item, State
from homeward.surveys.models import InstrumentVersion, Submission, Wave
from homeward.surveys.queries import in_force, said, sheet_of


@dataclass(frozen=True)
class Told:
    """How many answered one item in one wave, by answer; `without`: those who gave none."""

    counts: Mapping[str, int]
    without: int

    @property
    def n(self) -> int:
        return sum(self.counts.values())


def figures(code: str, *, reader: User, on: date) -> list[Chart]:
    """One chart for each question about health: the answers in each wave, of the cases that are
    the reader's organisation's own and that the reader sees. None where nothing was asked yet.

    What somebody did not know, did not wish to say or was not asked is counted beside, and is no
    part of a whole: a share of them would be taken for an answer.
    """
    version = in_force(code, on=on)
    sheet = sheet_of(version)
    if sheet is None:
        return []
    return [
        chart
        for item in sheet.health
        if (chart := _chart(version, item, _told(code, item, reader=reader), on=on))
    ]


def _told(code: str, item: Item, *, reader: User) -> dict[str, Told]:
    """By wave. The answers that hold, whatever version asked them: codes stay what they mean."""
    rows = (
        Submission.objects.filter(
            wave__instrument=code,
            owner_org=reader.organisation_id,
            replaced_by__isnull=True,
        )
        .exclude(wave__kind=RECALLED)
        .values_list("wave__kind", f"answers__{item.id}__state", f"answers__{item.id}__codes__0")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    without: dict[str, int] = defaultdict(int)
    known = {answer.code for answer in item.answers}
    for wave, state, answer, n in rows:
        if state == State.ANSWERED and answer in known:
            counts[wave][answer] = counts[wave].get(answer, 0) + n
        else:
            without[wave] += n
    return {wave: Told(counts[wave], without[wave]) for wave in counts.keys() | without.keys()}


def _share(told: Told, code: str) -> int | None:
    return round(100 * told.counts.get(code, 0) / told.n) if told.n else None


def _chart(
    version: InstrumentVersion, item: Item, told: Mapping[str, Told], *, on: date
) -> Chart | None:
    waves = [window.code for window in version.windows if window.code in told]
    asked = sum(told[wave].n for wave in waves)
    if not asked:
        return None
    # In percent, since fewer are asked in a later wave: how many stands beside.
    columns = [
        Series(
            label=said(answer.labels),
            values=[_share(told[wave], answer.code) for wave in waves],
        )
        for answer in item.answers
    ]
    return Chart(
        key=f"health-{item.id}",
        title=said(item.labels),
        count=ngettext("%(n)s answer", "%(n)s answers", asked) % {"n": asked},
        source=_("%(name)s, your organisation’s cases, today") % {"name": version},
        alternative=_("Bars of the answers to this question in percent, one for each wave."),
        first=_("Wave, in % of answers"),
        categories=[version.name_of_usual_wave(wave) for wave in waves],
        series=[
            *columns,
            Series(label=_("Answers"), values=[told[wave].n for wave in waves], drawn=False),
            Series(
                label=_("No answer"), values=[told[wave].without for wave in waves], drawn=False
            ),
        ],
        shape=Shape.STACKED,
        note=_("Not the same people in each wave: who left between them is in the earlier ones."),
    )


def answers_in_each_wave(waves: Iterable[Wave]) -> list[tuple[str, list[str]]]:
    """(question, answer in each wave) of the items about health, of waves read with `of_case`.

    Blank where the wave has no answer to it.
    """
    held = [(wave, wave.submission) for wave in waves if wave.status == Status.DONE]
    rows: dict[str, tuple[str, list[str]]] = {}
    for place, (wave, submission) in enumerate(held):
        found = sheet_of(wave.instrument_version)
        for item in found.health if found and submission else ():
            kept = submission.answers.get(item.id, {}) if submission else {}
            line = rows.setdefault(f"{wave.instrument} {item.id}", (said(item.labels), []))
            line[1].extend([""] * (place - len(line[1])) + [_answer_said(item, kept)])
    return [(label, cells + [""] * (len(held) - len(cells))) for label, cells in rows.values()]


def _answer_said(item: Item, kept: Mapping[str, Any]) -> str:
    state = kept.get("state", "")
    if state in STATE_LABELS:
        return str(STATE_LABELS[State(state)])
    labels = {answer.code: answer.labels for answer in item.answers}
    codes = kept.get("codes", [])
    return enumerated(said(labels[code]) if code in labels else code for code in codes)
