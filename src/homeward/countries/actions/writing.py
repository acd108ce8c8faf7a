"""Sheets are begun, and their drafts written. What is published is never written again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.countries import queries, rules
from homeward.countries.choices import Reason, SheetKind
from homeward.countries.models import Community, Sheet, SheetText, SheetVersion
from homeward.places.models import Area, Country


@transaction.atomic
def begin_sheet(
    kind: SheetKind | str,
    country: Country,
    *,
    area: Area | None = None,
    community_of: Country | None = None,
    by: User,
    at: datetime,
) -> SheetVersion:
    """A sheet of the writer's organisation, with the draft of its first version."""
    require(by, "countries.write")
    org = by.organisation_of_rows
    same = Sheet.objects.filter(
        owner_org=org, kind=kind, country=country, area=area, community_of=community_of
    )
    refuse_if(
        rules.reasons_not_to_begin(
            kind=SheetKind(kind),
            has_community=community_of is not None,
            area_in_country=area is None or area.country_id == country.pk,
            is_free=not same.exists(),
        )
    )
    sheet = Sheet.objects.create(
        owner_org=org, kind=kind, country=country, area=area, community_of=community_of
    )
    return SheetVersion.objects.create(sheet=sheet, number=1, written_by=by, written_at=at)


@transaction.atomic
def begin_draft(sheet: Sheet, *, by: User, at: datetime) -> SheetVersion:
    """The next version, with the texts of the newest to be changed. Its source is asked anew."""
    require(by, "countries.write")
    sheet = _locked(sheet, by)
    newest = queries.newest(sheet)
    if newest is not None and newest.is_draft:
        raise Refused(Reason.DRAFT_ALREADY)
    draft = SheetVersion.objects.create(
        sheet=sheet,
        number=newest.number + 1 if newest else 1,
        severity=newest.severity if newest else None,
        written_by=by,
        written_at=at,
    )
    if newest:
        _copy(newest, draft)
    return draft


def _locked(sheet: Sheet, by: User) -> Sheet:
    if sheet.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    return Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)


def _copy(newest: SheetVersion, draft: SheetVersion) -> None:
    SheetText.objects.bulk_create(
        SheetText(version=draft, language=text.language, title=text.title, body=text.body)
        for text in newest.texts.all()
    )
    known = Community.objects.filter(version=newest).first()
    if known:
        kept = Community.objects.create(
            version=draft, size=known.size, size_source=known.size_source,
            size_on=known.size_on, languages=known.languages,
        )  # fmt: skip
        kept.areas.set(known.areas.all())
        kept.organisations.set(known.organisations.all())


@transaction.atomic
def save_draft(
    version: SheetVersion,
    texts: Mapping[str, tuple[str, str]],
    *,
    source: str = "",
    source_url: str = "",
    source_date: date | None = None,
    valid_until: date | None = None,
    severity: int | None = None,
    changes: str = "",
    by: User,
    at: datetime,
) -> SheetVersion:
    """All of a draft at once; it may be unfinished. `texts`: language -> title and text."""
    require(by, "countries.write")
    version = locked_draft(version, by)
    version.source, version.source_url, version.source_date = source, source_url, source_date
    version.valid_until, version.severity, version.changes = valid_until, severity, changes
    version.written_by, version.written_at = by, at
    version.save()
    version.texts.all().delete()
    SheetText.objects.bulk_create(
        SheetText(version=version, language=code, title=title, body=body)
        for code, (title, body) in texts.items()
        if title or body
    )
    return version


@transaction.atomic
def keep_community(
    version: SheetVersion,
    *,
    size: int | None,
    size_source: str = "",
    size_on: date | None = None,
    languages: Iterable[str] = (),
    areas: Iterable[Area] = (),
    organisations: Iterable[Actor] = (),
    by: User,
) -> Community:
    """What a draft of a community's profile counts and names."""
    require(by, "countries.write")
    version = locked_draft(version, by)
    known, _created = Community.objects.update_or_create(
        version=version,
        defaults={
            "size": size,
            "size_source": size_source if size is not None else "",
            "size_on": size_on if size is not None else None,
            "languages": list(languages),
        },
    )
    known.areas.set(areas)
    known.organisations.set(organisations)
    return known


@transaction.atomic
def discard(version: SheetVersion, *, by: User) -> None:
    """A draft goes without a trace; a sheet that never was published goes with it."""
    require(by, "countries.write")
    version = locked_draft(version, by)
    sheet = version.sheet
    version.delete()
    if not sheet.versions.exists():
        sheet.delete()


@transaction.atomic
def set_public(sheet: Sheet, is_public: bool, *, by: User) -> None:
    """Whether everybody reads what is published of it, without sign-in."""
    require(by, "countries.publish")
    sheet = _locked(sheet, by)
    sheet.is_public = is_public
    sheet.save(update_fields=["is_public"])


def locked_draft(version: SheetVersion, by: User) -> SheetVersion:
    # Asked before it is locked: the policies let nobody lock what is published.
    version = SheetVersion.objects.select_related("sheet").get(pk=version.pk)
    refuse_if(
        rules.reasons_not_to_change(
            is_owner=version.sheet.owner_org_id == by.organisation_id, is_draft=version.is_draft
        )
    )
    found = (
        SheetVersion.objects.select_for_update(of=("self",))
        .select_related("sheet")
        .filter(pk=version.pk)
        .first()
    )
    if found is None or not found.is_draft:
        raise Refused(Reason.PUBLISHED_ALREADY)
    return found
