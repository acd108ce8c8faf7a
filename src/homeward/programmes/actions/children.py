"""The rows that hang on programmes: where, in what, with whom, with what money."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from homeward.actors.actions import Recognition
from homeward.actors.records import ActorRecord
from homeward.places.models import Area, Country
from homeward.programmes.models import (
    Budget,
    Coverage,
    Participation,
    Programme,
    ProgrammeSector,
    Sector,
    Transaction,
)
from homeward.programmes.records import CoverageRecord, ProgrammeRecord, TransactionRecord

Work = tuple[Programme, ProgrammeRecord, tuple[str, ...]]
MODELS: dict[str, type[Any]] = {
    "coverage": Coverage,
    "sectors": ProgrammeSector,
    "participations": Participation,
    "budgets": Budget,
    "transactions": Transaction,
}
SAID = 500


class Known:
    """What many programmes point to, read once in an import."""

    def __init__(self, actors: Recognition) -> None:
        self.actors = actors
        self.countries = set(Country.objects.values_list("pk", flat=True))
        self.sectors: dict[tuple[str, str], int] = {}
        self.areas = Areas()
        # How many sectors were made.
        self.made = 0


class Areas:
    """Areas by P-code, and by name inside a country where only one bears it."""

    def __init__(self) -> None:
        self._by_code: dict[str, tuple[int, str]] = {}
        self._by_name: dict[tuple[str, str], int | None] = {}
        self._read: set[str] = set()

    def find(self, record: CoverageRecord) -> tuple[int, str] | None:
        """The area and its country; None where the record names no area that is known here."""
        for code in record.codes:
            if found := self._by_code.get(code):
                return found
        found_by_name = self._by_name.get((record.country, record.said.casefold()))
        return (found_by_name, record.country) if found_by_name else None

    def read(self, records: Collection[CoverageRecord]) -> None:
        """Loads what these records may name."""
        codes = {code for record in records for code in record.codes} - set(self._by_code)
        areas = Area.objects.filter(pcode__in=codes).exclude(pcode="")
        for pk, pcode, country in areas.values_list("pk", "pcode", "country_id"):
            self._by_code[pcode] = (pk, country)
        countries = {record.country for record in records if record.country} - self._read
        self._read |= countries
        named = Area.objects.filter(country__in=countries)
        for pk, country, name, names in named.values_list("pk", "country_id", "name", "names"):
            for key in {(country, said.casefold()) for said in (name, *names.values())}:
                self._by_name[key] = pk if self._by_name.get(key, pk) == pk else None


def replace(work: Sequence[Work], new: Collection[int], known: Known) -> None:
    """Writes anew what the source changed; of new programmes nothing needs to go first."""
    _ensure_sectors([record for _programme, record, _fields in work], known)
    known.areas.read([p for _prog, record, _f in work for p in record.coverage if p.is_place])
    for name, model in MODELS.items():
        changed = [(p, record) for p, record, fields in work if name in fields]
        old = [programme.pk for programme, _record in changed if programme.pk not in new]
        if old:
            model.objects.filter(programme__in=old).delete()
        rows = (row for p, record in changed for row in _rows(name, p, record, known))
        model.objects.bulk_create(rows, batch_size=1000)


def _rows(name: str, programme: Programme, record: ProgrammeRecord, known: Known) -> Iterable[Any]:
    if name == "coverage":
        return [_coverage(programme, said, known) for said in record.coverage]
    if name == "sectors":
        return [
            ProgrammeSector(
                programme=programme,
                sector_id=known.sectors[said.vocabulary, said.code],
                percentage=said.percentage,
            )
            for said in record.sectors
        ]
    if name == "participations":
        return [
            Participation(
                programme=programme,
                actor_id=known.actors.actor(said.actor),
                said=_said(said.actor),
                role=said.role,
            )
            for said in record.participations
        ]
    if name == "budgets":
        return [Budget(programme=programme, **vars(said)) for said in record.budgets]
    return [_transaction(programme, said, known) for said in record.transactions]


def _coverage(programme: Programme, said: CoverageRecord, known: Known) -> Coverage:
    area = known.areas.find(said) if said.is_place else None
    country = area[1] if area else said.country
    is_known = country in known.countries
    return Coverage(
        programme=programme,
        country_id=country if is_known else None,
        area_id=area[0] if area else None,
        said=said.said if is_known else (said.said or said.country),
        percentage=said.percentage,
    )


def _transaction(programme: Programme, said: TransactionRecord, known: Known) -> Transaction:
    return Transaction(
        programme=programme,
        kind=said.kind,
        reference=said.reference,
        on=said.on,
        amount=said.amount,
        currency=said.currency,
        value_on=said.value_on,
        provider_id=known.actors.actor(said.provider) if said.provider else None,
        provider_said=_said(said.provider),
        receiver_id=known.actors.actor(said.receiver) if said.receiver else None,
        receiver_said=_said(said.receiver),
        country_id=said.country if said.country in known.countries else None,
        description=said.description,
    )


def _said(actor: ActorRecord | None) -> str:
    return (actor.name or actor.identifier)[:SAID] if actor else ""


def _ensure_sectors(records: Iterable[ProgrammeRecord], known: Known) -> None:
    wanted = {
        (said.vocabulary, said.code): said
        for record in records
        for said in record.sectors
        if (said.vocabulary, said.code) not in known.sectors
    }
    if not wanted:
        return
    here = Sector.objects.filter(
        vocabulary__in={vocabulary for vocabulary, _code in wanted},
        code__in={code for _vocabulary, code in wanted},
    )
    known.sectors |= {(s.vocabulary, s.code): s.pk for s in here}
    made = Sector.objects.bulk_create(
        Sector(
            vocabulary=said.vocabulary,
            code=said.code,
            name=(said.name or said.code)[:255],
            category=said.category,
        )
        for key, said in wanted.items()
        if key not in known.sectors
    )
    known.made += len(made)
    known.sectors |= {(s.vocabulary, s.code): s.pk for s in made}
