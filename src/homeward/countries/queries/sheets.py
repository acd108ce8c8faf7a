"""Reads of sheets and their versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from homeward.core.digits import are_digits
from homeward.countries import rules
from homeward.countries.choices import Freshness, SheetKind, VersionStatus
from homeward.countries.models import Community, Figure, LabourFact, Sheet, SheetText, SheetVersion
from homeward.places.models import Area, Country
from homeward.places.names import language

MARKS = {Freshness.VALID: "ok", Freshness.ENDS_SOON: "soon", Freshness.OUT_OF_DATE: "late"}
# What a country's page says to be unknown where nobody keeps a sheet on it.
EXPECTED = (
    SheetKind.SECURITY,
    SheetKind.SITUATION,
    SheetKind.HEALTH,
    SheetKind.DOCUMENTATION,
    SheetKind.LABOUR_MARKET,
    SheetKind.SOCIAL_PROTECTION,
    SheetKind.RETURNEES,
)


@dataclass(frozen=True)
class Shown:
    """A published version with the words that its pages put beside it."""

    version: SheetVersion
    text: SheetText | None
    freshness: Freshness

    @property
    def sheet(self) -> Sheet:
        return self.version.sheet

    @property
    def mark(self) -> str:
        return MARKS[self.freshness]

    @property
    def is_old(self) -> bool:
        return self.freshness == Freshness.OUT_OF_DATE


def shown(version: SheetVersion, *, on: date, wanted: str = "") -> Shown:
    if version.valid_until is None:
        raise ValueError("only what is published is shown so")
    fresh = rules.freshness(version.valid_until, on=on)
    return Shown(version, version.in_language(wanted), fresh)


def sheets() -> QuerySet[Sheet]:
    return Sheet.objects.select_related("country", "area", "owner_org")


def versions() -> QuerySet[SheetVersion]:
    """The newest first, with all that their pages show."""
    return (
        SheetVersion.objects.select_related(
            "sheet__country", "sheet__area", "sheet__owner_org", "written_by", "published_by"
        )
        .prefetch_related("texts")
        .order_by("sheet_id", "-number")
    )


def current() -> QuerySet[SheetVersion]:
    """Of each sheet its newest published version."""
    return versions().filter(status=VersionStatus.PUBLISHED).distinct("sheet_id")


def current_of(sheet: Sheet) -> SheetVersion | None:
    return current().filter(sheet=sheet).first()


def newest(sheet: Sheet) -> SheetVersion | None:
    """The draft, or else the published one."""
    return versions().filter(sheet=sheet).first()


def before(version: SheetVersion) -> SheetVersion | None:
    """The published version that this one supersedes."""
    return (
        versions()
        .filter(sheet=version.sheet_id, status=VersionStatus.PUBLISHED, number__lt=version.number)
        .first()
    )


def of_country(country: str, *, on: date, kind: str = "", area: Area | None = None) -> list[Shown]:
    """The country's sheets; of an area, its own and those of what it lies in."""
    found = current().filter(sheet__country=country)
    if kind:
        found = found.filter(sheet__kind=kind)
    if area:
        found = found.filter(Q(sheet__area=None) | Q(sheet__area__in=_upwards(area)))
    return sorted((shown(version, on=on) for version in found), key=_order)


def area_asked_for(country: str, given: str) -> Area | None:
    """An area of the country by what an address asks for; None where it can't mean one."""
    if not are_digits(given):
        return None
    return Area.objects.select_related("parent").filter(country=country, pk=given).first()


def community_of(version: SheetVersion | None) -> Community | None:
    """What a version of a community's profile counts and names."""
    known = Community.objects.prefetch_related("areas", "organisations")
    return known.filter(version=version).first() if version else None


def _upwards(area: Area) -> list[int]:
    """The area and everything it lies in."""
    ids = [area.pk]
    while area.parent is not None:
        area = area.parent
        ids.append(area.pk)
    return ids


KINDS = list(SheetKind)


def _order(one: Shown) -> tuple[int, bool, str]:
    sheet = one.sheet
    return (KINDS.index(SheetKind(sheet.kind)), sheet.area_id is not None, sheet.place)


def kinds_missing(found: Iterable[Shown]) -> list[SheetKind]:
    """What nobody keeps a sheet on."""
    there = {one.sheet.kind for one in found}
    return [kind for kind in EXPECTED if kind not in there]


def countries(q: str = "", *, on: date) -> list[tuple[Country, int, int]]:
    """Countries of which something is known: how many sheets, how many of them out of date."""
    counts: dict[str, tuple[int, int]] = {}
    for version in current().prefetch_related(None):
        sheets, old = counts.get(version.sheet.country_id, (0, 0))
        is_old = version.valid_until is not None and version.valid_until < on
        counts[version.sheet.country_id] = (sheets + 1, old + is_old)
    known = {
        *counts,
        *LabourFact.objects.order_by().values_list("country_id", flat=True).distinct(),
        *Figure.objects.order_by().values_list("origin_id", flat=True).distinct(),
    }
    found = sorted(Country.objects.filter(pk__in=known), key=str)
    wanted = q.casefold().strip()
    return [
        (country, *counts.get(country.pk, (0, 0)))
        for country in found
        if wanted in str(country).casefold() or wanted == country.pk.casefold()
    ]


def public_sheets(
    country: str, wanted: str = "", *, on: date, kinds: Sequence[SheetKind] = ()
) -> list[Shown]:
    """What its owners published for everybody on a country, in this language where it is there.

    `country` is an ISO 3166-1 code of two letters. Drafts and what is for staff alone are left
    out by the row policies too, where nobody is signed in.
    """
    found = current().filter(sheet__country=country, sheet__is_public=True)
    if kinds:
        found = found.filter(sheet__kind__in=kinds)
    return sorted((shown(v, on=on, wanted=wanted) for v in found), key=_order)


def returnee_sheets(
    country: str, *, on: date, destination: str = "", wanted: str = ""
) -> list[Shown]:
    """What is written for people who return there, in their language first.

    Sheets of the area that `destination` names come before that of the whole country, and those
    of other areas last: nobody is kept from reading them.
    """
    found = current().filter(sheet__country=country, sheet__kind=SheetKind.RETURNEES)
    named = rules.places_in(destination)
    return sorted(
        (shown(v, on=on, wanted=wanted) for v in found), key=lambda o: _nearness(o, named)
    )


def _nearness(one: Shown, named: set[str]) -> tuple[int, str]:
    area = one.sheet.area
    if area is None:
        return 1, ""
    names = {area.name.casefold(), *(name.casefold() for name in area.names.values())}
    return 2 if named.isdisjoint(names) else 0, area.name


def written(version: SheetVersion) -> rules.Written:
    """As `rules` ask of it."""
    return rules.Written(
        kind=SheetKind(version.sheet.kind),
        texts={t.language: (t.title, t.body) for t in version.texts.all()},
        source=version.source,
        source_date=version.source_date,
        valid_until=version.valid_until,
        severity=version.severity,
    )


@dataclass(frozen=True)
class Difference:
    """One text of two versions, word by word; `is_new`: the language was not there before."""

    language: str
    title: str
    pieces: Sequence[rules.Piece]
    is_new: bool


def differences(version: SheetVersion, previous: SheetVersion) -> list[Difference]:
    """Of each language whose title or text changed; the reader's own first."""
    old = {text.language: text for text in previous.texts.all()}
    found = []
    for text in version.texts.all():
        earlier = old.get(text.language)
        said = f"{text.title}\n\n{text.body}"
        said_before = f"{earlier.title}\n\n{earlier.body}" if earlier else ""
        if said != said_before:
            pieces = rules.words_changed(said_before, said)
            found.append(Difference(text.language, text.title, pieces, earlier is None))
    return sorted(found, key=lambda one: one.language != language())


def ending(*, by: date) -> QuerySet[SheetVersion]:
    """Published versions in force whose end comes by that day, or has passed."""
    newest_ones = SheetVersion.objects.filter(status=VersionStatus.PUBLISHED)
    newest_ones = newest_ones.order_by("sheet_id", "-number").distinct("sheet_id")
    return versions().filter(pk__in=newest_ones.values("pk"), valid_until__lte=by)
