"""A package comes in: opened, verified, shown, taken as a case of ours, receipted."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from joserfc.jwk import OKPKey

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.files import actions as files
from homeward.packages import contents, envelope, identity, queries
from homeward.packages.choices import Reason, Status
from homeward.packages.models import Peer, TakenPackage
from homeward.persons import actions as persons
from homeward.persons.choices import (
    BirthKnown,
    ContactKind,
    DocumentKind,
    HouseholdRole,
    Script,
    Sex,
)
from homeward.persons.models import Person
from homeward.programmes.choices import WayKind
from homeward.programmes.models import Programme


@dataclass(frozen=True)
class Read:
    """An opened package: who proved to have sent it, its checksum, and what is in it."""

    peer: Peer
    digest: str
    content: contents.Content

    @property
    def package_id(self) -> str:
        return str(self.content.document["package"])


def read(sealed: bytes, *, by: User) -> Read:
    """Opens and verifies; writes nothing. What is not as it should be is refused with a reason."""
    require(by, "packages.take")
    if len(sealed) > contents.MOST_BYTES * 2:
        raise Refused(Reason.TOO_LARGE)
    if sealed.count(b".") != 4:  # noqa: PLR2004 - a compact JWE has five parts
        raise Refused(Reason.NOT_A_PACKAGE)
    ours = identity.own()
    try:
        opened = envelope.unseal(sealed.strip(), ours)
    except envelope.NotForUs as error:
        raise Refused(Reason.NOT_FOR_US) from error
    peer = queries.peer_signing(opened.sender)
    if peer is None:
        raise Refused(Reason.UNKNOWN_SENDER)
    try:
        payload = envelope.verified(
            opened.token,
            OKPKey.import_key(peer.signing_key),
            kind=envelope.PACKAGE,
            to=ours.box.thumbprint(),
        )
    except envelope.Altered as error:
        raise Refused(Reason.ALTERED) from error
    try:
        content = contents.unpack(payload)
    except contents.NotAPackage as error:
        raise Refused(Reason.NOT_A_PACKAGE) from error
    return Read(peer, hashlib.sha256(sealed.strip()).hexdigest(), content)


@transaction.atomic
def take(sealed: bytes, *, programme: Programme, by: User, at: datetime) -> TakenPackage:
    """Makes a case of ours of it, all of it or nothing, with the receipt for the sender."""
    found = read(sealed, by=by)
    if TakenPackage.objects.filter(package_id=found.package_id).exists():
        raise Refused(Reason.TAKEN_ALREADY)
    document = found.content.document
    try:
        case, people = _register(document, programme, by=by, at=at)
        _facts(case, people, document, by=by, at=at)
        _files(case, people, found.content, by=by)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(Reason.NOT_A_PACKAGE) from error
    return TakenPackage.objects.create(
        owner_org=by.organisation_of_rows,
        programme=programme,
        person_id=case.person_id,
        package_id=found.package_id,
        sender_org=found.peer.organisation,
        case=case,
        digest=found.digest,
        articles=str(document["articles"])[:400],
        counts=found.content.counts,
        taken_at=at,
        taken_by=by,
        receipt=_receipt(found, Status.RECEIVED, "", at=at),
    )


def refusal(sealed: bytes, why: str, *, by: User, at: datetime) -> str:
    """A receipt that says no, for a package that was opened and is not taken."""
    return _receipt(read(sealed, by=by), Status.REFUSED, why, at=at)


def _receipt(found: Read, status: Status, why: str, *, at: datetime) -> str:
    said = {
        "package": found.package_id,
        "digest": found.digest,
        "status": status.value,
        "why": why,
        "counts": found.content.counts,
        "at": at.isoformat(),
    }
    return envelope.sign(
        json.dumps(said).encode(),
        identity.own(),
        kind=envelope.RECEIPT,
        to=OKPKey.import_key(found.peer.signing_key).thumbprint(),
    )


def _register(
    document: dict[str, Any], programme: Programme, *, by: User, at: datetime
) -> tuple[Case, dict[str, Person]]:
    given = document["people"]
    # Whoever heads the household may not have consented to be sent along.
    if all(person["role"] != HouseholdRole.HEAD for person in given):
        given = [{**given[0], "role": HouseholdRole.HEAD}, *given[1:]]
    ordered = sorted(given, key=lambda person: person["role"] != HouseholdRole.HEAD)
    household, made = persons.register(
        [_member(person) for person in ordered], programme=programme, by=by, at=at
    )
    case = cases.open_case(
        household,
        programme=programme,
        host_country=document["case"]["host_country"] or None,
        origin_country=document["case"]["origin_country"],
        destination=document["case"]["destination"],
        opening=cases.Opening(
            kind=WayKind.HOST_FIRST if document["case"]["host_country"] else WayKind.ORIGIN_FIRST
        ),
        by=by,
        at=at,
    )
    return case, {person["id"]: row for person, row in zip(ordered, made, strict=True)}


def _member(given: dict[str, Any]) -> persons.Member:
    documents = given["documents"]
    return persons.Member(
        role=HouseholdRole(given["role"]),
        given_name=given["given_name"],
        family_name=given["family_name"],
        sex=Sex(given["sex"]),
        birth_known=BirthKnown(given["birth_known"]),
        birth_year=given["birth_year"],
        birth_month=given["birth_month"],
        birth_day=given["birth_day"],
        birth_season=given["birth_season"],
        language=given["language"],
        origin_countries=given["origin_countries"],
        other_names=[(Script(script), one, two) for script, one, two in given["other_names"]],
        document=(DocumentKind(documents[0][0]), documents[0][1], documents[0][2])
        if documents
        else None,
        contacts=[(ContactKind(kind), value) for kind, value in given["contacts"]],
    )


def _facts(
    case: Case, people: dict[str, Person], document: dict[str, Any], *, by: User, at: datetime
) -> None:
    """Each fact keeps who said it and when: it was asked once already."""
    cases.record_facts(
        case,
        [
            cases.Said(
                kind=FactKind(fact["kind"]),
                value=fact["value"],
                person=people[fact["person"]],
                said_by=SaidBy(fact["said_by"]),
                said_on=date.fromisoformat(fact["said_on"]),
                said_by_name=fact["said_by_name"] or document["sender"]["name"],
            )
            for fact in document["facts"]
        ],
        by=by,
        at=at,
    )


def _files(case: Case, people: dict[str, Person], content: contents.Content, *, by: User) -> None:
    for file in content.document["files"]:
        files.store(
            content.files[file["path"]],
            file["name"],
            person_id=people[file["person"]].pk,
            programme_id=case.programme_id,
            data_class=DataClass(file["data_class"]),
            by=by,
        )
