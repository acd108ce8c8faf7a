"""Figures are loaded from a published file; the same file again changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from homeward.countries.models import Figure

BATCH = 2_000
# kind, origin, host, year, sex, age_from, age_to
Key = tuple[str, str, str | None, int, str, int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class Read:
    """One figure as a file gives it; countries by ISO 3166-1 codes of two letters."""

    kind: str
    origin: str
    host: str | None
    year: int
    value: int
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None

    @property
    def key(self) -> Key:
        return (
            self.kind, self.origin, self.host, self.year, self.sex, self.age_from, self.age_to
        )  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What became of the rows. `gone`: known of this source, and not in the file; they stay."""

    new: int
    changed: int
    unchanged: int
    gone: int


@transaction.atomic
def load_figures(
    read: Iterable[Read], *, source: str, source_date: date, dry_run: bool = False
) -> Loaded:
    """All or nothing, by whoever owns the database. A value revised by its source replaces it."""
    wanted = {one.key: one for one in read}
    known = {_key(figure): figure for figure in Figure.objects.filter(source=source)}
    new = [one for key, one in wanted.items() if key not in known]
    changed = [
        (known[key], one.value)
        for key, one in wanted.items()
        if key in known and known[key].value != one.value
    ]
    if not dry_run:
        _create(new, source, source_date)
        _change(changed)
        Figure.objects.filter(source=source, source_date__lt=source_date).filter(
            pk__in=[known[key].pk for key in wanted if key in known]
        ).update(source_date=source_date)
    return Loaded(
        new=len(new),
        changed=len(changed),
        unchanged=len(wanted) - len(new) - len(changed),
        gone=len(known.keys() - wanted.keys()),
    )


def _key(figure: Figure) -> Key:
    return (
        figure.kind, figure.origin_id, figure.host_id, figure.year, figure.sex,
        figure.age_from, figure.age_to,
    )  # fmt: skip


def _create(new: Iterable[Read], source: str, source_date: date) -> None:
    Figure.objects.bulk_create(
        [
            Figure(
                kind=one.kind, origin_id=one.origin, host_id=one.host, year=one.year,
                sex=one.sex, age_from=one.age_from, age_to=one.age_to, value=one.value,
                source=source, source_date=source_date,
            )
            for one in new
        ],
        batch_size=BATCH,
    )  # fmt: skip


def _change(changed: Iterable[tuple[Figure, int]]) -> None:
    figures = []
    for figure, value in changed:
        figure.value = value
        figures.append(figure)
    Figure.objects.bulk_update(figures, ["value"], batch_size=BATCH)
