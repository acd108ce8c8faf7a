"""Rows of HSDS's tables from plain records. Pure: ids are handed in, nothing is looked up."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from homeward.exchange.writers.hsds.ids import part_id
from homeward.exchange.writers.hsds.records import Plain, number

Row = dict[str, Any]


@dataclass
class Rows:
    """Rows by table and id. What is empty is left out of a row: it says nothing."""

    tables: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, table: str, key: str, **values: Any) -> str:
        self.tables[table][key] = {"id": key, **says(values)}
        return key

    def update(self, other: "Rows") -> None:
        for table, rows in other.tables.items():
            self.tables[table].update(rows)

    def of(self, table: str) -> dict[str, Row]:
        return self.tables.get(table, {})


def says(values: Row) -> Row:
    return {name: value for name, value in values.items() if value not in (None, "")}


# The public id of a location or term that a record names by its source's id; empty where it isn't
# published.
Find = Callable[[str, str], str]


def of_service(plain: Plain, key: str, organisation: str, find: Find) -> Rows:
    rows = Rows()
    words = plain["words"]
    rows.put(
        "service",
        key,
        organization_id=organisation,
        program_id=_program(rows, plain, key, organisation),
        name=words["name"],
        alternate_name=words["alternate_name"],
        description=words["description"],
        url=plain["url"],
        email=plain["email"],
        status=plain["status"],
        interpretation_services=words["interpretation"],
        application_process=words["application_process"],
        fees_description=words["fees"],
        wait_time=words["wait_time"],
        accreditations=plain["accreditations"],
        eligibility_description=words["eligibility"],
        minimum_age=number(plain["minimum_age"]),
        maximum_age=number(plain["maximum_age"]),
        assured_date=plain["last_confirmed_on"],
        licenses=plain["licences"],
        alert=words["alert"],
        **_own(plain),
    )
    _texts(rows, plain, key)
    places = dict(_places(rows, plain, key, find))
    _schedules(rows, plain, key, places)
    _phones(rows, plain["phones"], key, "phone", service_id=key)
    _contacts(rows, plain, key)
    for place, code in enumerate(plain["languages"]):
        rows.put("language", part_id(key, f"language/{place}"), service_id=key, code=code)
    for place, paper in enumerate(plain["required_documents"]):
        document = rows.put(
            "required_document",
            part_id(key, f"document/{place}"),
            service_id=key,
            document=paper["document"],
            uri=paper["url"],
        )
        for language, value in paper["documents"].items():
            _translation(rows, "required_document", document, language, "document", value)
    _costs(rows, plain, key)
    for place, line in enumerate(plain["coverage"].splitlines()):
        rows.put("service_area", part_id(key, f"area/{place}"), service_id=key, description=line)
    _terms(rows, plain, key, find)
    return rows


def _own(plain: Plain) -> Row:
    """What HSDS has no column for."""
    words = plain["words"]
    return {
        "homeward_language": plain["language"],
        "homeward_category": plain["category"],
        "homeward_dimension": plain["dimension"],
        "homeward_is_public_service": _yes(plain["is_public_service"]),
        "homeward_entitlement": plain["entitlement"],
        "homeward_legal_basis": words["legal_basis"],
        "homeward_cost": plain["cost"],
        "homeward_groups": ",".join(plain["groups"]),
        "homeward_ineligibility": words["ineligibility"],
        "homeward_is_specialist": _yes(plain["is_specialist"]),
        "homeward_wait_days": plain["wait_days"],
        "homeward_places_free": plain["places_free"],
        "homeward_places_total": plain["places_total"],
        "homeward_places_told_on": plain["places_told_on"],
        "homeward_valid_from": plain["valid_from"],
        "homeward_valid_until": plain["valid_until"],
    }


def _yes(value: bool) -> str:
    return "true" if value else ""


def _program(rows: Rows, plain: Plain, key: str, organisation: str) -> str:
    name = plain["programme_name"]
    if not name:
        return ""
    program = part_id(organisation, f"program/{name}")
    return rows.put("program", program, organization_id=organisation, name=name, description=name)


def _texts(rows: Rows, plain: Plain, key: str) -> None:
    for language, words in plain["texts"].items():
        for name, value in words.items():
            _translation(rows, "service", key, language, name, value)


def _translation(rows: Rows, table: str, key: str, language: str, name: str, value: str) -> None:
    if value:
        rows.put(
            "homeward_translation",
            part_id(key, f"text/{language}/{name}"),
            link_entity=table,
            link_id=key,
            language=language,
            field=name,
            value=value,
        )


def _places(rows: Rows, plain: Plain, key: str, find: Find) -> Iterator[tuple[str, str]]:
    for said in plain["at_locations"]:
        if place := find("location", said["location"]):
            yield (
                said["location"],
                rows.put(
                    "service_at_location",
                    part_id(key, place),
                    service_id=key,
                    location_id=place,
                    description=said["description"],
                    homeward_is_intake_point=_yes(said["is_intake_point"]),
                    homeward_intake_notes=said["intake_notes"],
                ),
            )


def _schedules(rows: Rows, plain: Plain, key: str, places: dict[str, str]) -> None:
    for place, hours in enumerate(plain["schedules"]):
        at = places.get(hours["location"], "")
        links = {"service_id": key}
        if at:
            links["location_id"] = rows.of("service_at_location")[at]["location_id"]
            links["service_at_location_id"] = at
        _schedule(rows, hours, part_id(key, f"schedule/{place}"), links)


def _schedule(rows: Rows, hours: Plain, key: str, links: dict[str, str]) -> None:
    rows.put(
        "schedule",
        key,
        **links,
        valid_from=hours["valid_from"],
        valid_to=hours["valid_to"],
        dtstart=hours["dtstart"],
        until=hours["until"],
        freq=hours["freq"],
        interval=hours["interval"] if hours["freq"] else None,
        byday=",".join(hours["byday"]),
        bymonthday=",".join(map(str, hours["bymonthday"])),
        description=hours["description"],
        opens_at=hours["opens_at"],
        closes_at=hours["closes_at"],
        notes=hours["notes"],
        homeward_timezone=hours["timezone"],
    )
    for language, value in hours["descriptions"].items():
        _translation(rows, "schedule", key, language, "description", value)


def _phones(rows: Rows, phones: list[Plain], owner: str, what: str, **links: str) -> None:
    for place, phone in enumerate(phones):
        key = rows.put(
            "phone",
            part_id(owner, f"{what}/{place}"),
            **links,
            number=phone["number"],
            extension=phone["extension"],
            type=phone["kind"],
            description=phone["description"],
        )
        for at, code in enumerate(phone["languages"]):
            rows.put("language", part_id(key, f"language/{at}"), phone_id=key, code=code)


def _contacts(rows: Rows, plain: Plain, key: str) -> None:
    for place, contact in enumerate(plain["contacts"]):
        who = rows.put(
            "contact",
            part_id(key, f"contact/{place}"),
            service_id=key,
            name=contact["name"],
            title=contact["title"],
            department=contact["department"],
            email=contact["email"],
        )
        _phones(rows, contact["phones"], who, "phone", contact_id=who)


def _costs(rows: Rows, plain: Plain, key: str) -> None:
    for place, cost in enumerate(plain["cost_options"]):
        option = rows.put(
            "cost_option",
            part_id(key, f"cost/{place}"),
            service_id=key,
            valid_from=cost["valid_from"],
            valid_to=cost["valid_to"],
            option=cost["option"],
            currency=cost["currency"],
            amount=number(cost["amount"]),
            amount_description=cost["description"],
        )
        for language, value in cost["options"].items():
            _translation(rows, "cost_option", option, language, "option", value)


def _terms(rows: Rows, plain: Plain, key: str, find: Find) -> None:
    for said in plain["terms"]:
        if term := find("taxonomy_term", f"{said['taxonomy']}/{said['term']}"):
            rows.put(
                "attribute",
                part_id(key, f"term/{term}"),
                link_id=key,
                taxonomy_term_id=term,
                link_type="taxonomy_term",
                link_entity="service",
                value=said["value"],
            )


def of_organisation(plain: Plain, key: str) -> Rows:
    rows = Rows()
    rows.put(
        "organization",
        key,
        name=plain["name"],
        alternate_name=plain["alternate_name"],
        # HSDS asks for one; where nothing is known the name is all there is to say.
        description=plain["description"] or plain["name"],
        email=plain["email"],
        website=plain["website"],
        legal_status=plain["legal_status"],
        homeward_kind=plain["kind"],
        homeward_country=plain["country"],
    )
    if plain["phone"]:
        rows.put("phone", part_id(key, "phone"), organization_id=key, number=plain["phone"])
    return rows


def of_location(plain: Plain, key: str, organisation: str) -> Rows:
    rows = Rows()
    area = plain["area"] or {}
    rows.put(
        "location",
        key,
        location_type=plain["kind"],
        url=plain["url"],
        organization_id=organisation,
        name=plain["name"],
        alternate_name=plain["alternate_name"],
        description=plain["description"],
        transportation=plain["transportation"],
        latitude=number(plain["latitude"]),
        longitude=number(plain["longitude"]),
        homeward_country=plain["country"],
        homeward_area=area.get("name", ""),
        homeward_area_pcode=area.get("pcode", ""),
        homeward_hub=plain["hub"],
        homeward_email=plain["email"],
        homeward_access=",".join(plain["access"]),
    )
    for place, hours in enumerate(plain["schedules"]):
        _schedule(rows, hours, part_id(key, f"schedule/{place}"), {"location_id": key})
    _phones(rows, plain["phones"], key, "phone", location_id=key)
    for language, name in plain["names"].items():
        _translation(rows, "location", key, language, "name", name)
    if plain["address"] or plain["city"] or plain["postal_code"]:
        rows.put(
            "address",
            part_id(key, "address"),
            location_id=key,
            address_1=plain["address"],
            city=plain["city"],
            state_province=area.get("name", ""),
            postal_code=plain["postal_code"],
            country=plain["country"],
            address_type=plain["kind"],
        )
    for place, said in enumerate(plain["accessibility"]):
        rows.put("accessibility", part_id(key, f"accessibility/{place}"), location_id=key, **said)
    return rows


def of_taxonomy(plain: Plain, key: str) -> Rows:
    rows = Rows()
    rows.put(
        "taxonomy",
        key,
        name=plain["name"],
        description=plain["description"] or plain["name"],
        uri=plain["url"],
        version=plain["version"],
        homeward_is_in_wording="true" if plain["is_in_wording"] else "",
    )
    for language, name in plain["names"].items():
        _translation(rows, "taxonomy", key, language, "name", name)
    return rows


def of_term(plain: Plain, key: str, taxonomy: str, parent: str) -> Rows:
    rows = Rows()
    rows.put(
        "taxonomy_term",
        key,
        code=plain["code"],
        name=plain["name"],
        description=plain["description"] or plain["name"],
        parent_id=parent,
        taxonomy=plain["taxonomy"],
        language=plain["language"],
        taxonomy_id=taxonomy,
        term_uri=plain["url"],
    )
    for language, name in plain["names"].items():
        _translation(rows, "taxonomy_term", key, language, "name", name)
    return rows
