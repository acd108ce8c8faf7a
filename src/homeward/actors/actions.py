from collections.abc import Iterable, Iterator
from dataclasses import asdict

from homeward.access.models import Organisation
from homeward.actors.models import Profile
from homeward.actors.records import OrganisationRecord
from homeward.core.changes import Change, Did, differing

ON_ORGANISATION = ("name", "kind", "email", "phone")
ON_PROFILE = ("alternate_name", "description", "website", "legal_status")


def put_organisations(
    source: str, records: Iterable[OrganisationRecord], *, is_generated: bool = False
) -> Iterator[Change]:
    """Writes what a source says of organisations, and tells of each what was done.

    An organisation of the same name that is here already is left alone: a file must not be able
    to speak for somebody who works here. The caller holds the transaction.
    """
    known = {
        profile.source_id: profile
        for profile in Profile.objects.filter(source=source).select_related("organisation")
    }
    for record in records:
        profile = known.get(record.source_id)
        if profile is None:
            _create(source, record, is_generated)
            did, fields = Did.NEW, tuple[str, ...]()
        else:
            fields = differing(profile.source_record, asdict(record))
            did = Did.CHANGED if fields else Did.UNCHANGED
            if fields:
                _update(profile, record, fields)
        yield Change(
            kind="organisation",
            source_id=record.source_id,
            name=record.name,
            did=did,
            fields=fields,
        )


def _create(source: str, record: OrganisationRecord, is_generated: bool) -> None:
    organisation = Organisation.objects.create(
        **{name: getattr(record, name) for name in ON_ORGANISATION},
        country_id=record.country,
        is_generated=is_generated,
    )
    Profile.objects.create(
        organisation=organisation,
        source=source,
        source_id=record.source_id,
        source_record=asdict(record),
        **{name: getattr(record, name) for name in ON_PROFILE},
    )


def _update(profile: Profile, record: OrganisationRecord, fields: tuple[str, ...]) -> None:
    organisation = profile.organisation
    for name in fields:
        if name in ON_PROFILE:
            setattr(profile, name, getattr(record, name))
        elif name in ON_ORGANISATION:
            setattr(organisation, name, getattr(record, name))
        elif name == "country":
            organisation.country_id = record.country
    profile.source_record = asdict(record)
    organisation.save(update_fields=[*ON_ORGANISATION, "country"])
    profile.save()
