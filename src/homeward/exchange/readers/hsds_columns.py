"""The tables of HSDS 3 and their columns, by the names that the specification gives them."""

# Table -> the columns of it that HSDS 3 names, in its order.
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "service": "id organization_id program_id name alternate_name description url email status"
        " interpretation_services application_process fees_description wait_time fees"
        " accreditations eligibility_description minimum_age maximum_age assured_date"
        " assurer_email licenses alert last_modified",
        "organization": "id name alternate_name description email website tax_status tax_id"
        " year_incorporated legal_status logo uri parent_organization_id",
        "location": "id location_type url organization_id name alternate_name description"
        " transportation latitude longitude external_identifier external_identifier_type",
        "address": "id location_id attention address_1 address_2 city region state_province"
        " postal_code country address_type",
        "service_at_location": "id service_id location_id description",
        "schedule": "id service_id location_id service_at_location_id valid_from valid_to dtstart"
        " timezone until count wkst freq interval byday byweekno bymonthday byyearday description"
        " opens_at closes_at schedule_link attending_type notes",
        "phone": "id location_id service_id organization_id contact_id service_at_location_id"
        " number extension type description",
        "contact": "id organization_id service_id service_at_location_id location_id name title"
        " department email",
        "required_document": "id service_id document uri",
        "cost_option": "id service_id valid_from valid_to option currency amount"
        " amount_description",
        "accessibility": "id location_id description details url",
        "language": "id service_id location_id phone_id name code note",
        "taxonomy": "id name description uri version",
        "taxonomy_term": "id code name description parent_id taxonomy language taxonomy_id"
        " term_uri",
        "attribute": "id link_id taxonomy_term_id link_type link_entity value",
        "service_area": "id service_id name description extent extent_type uri",
        "funding": "id organization_id service_id source",
        "program": "id organization_id name alternate_name description",
        "organization_identifier": "id organization_id identifier_scheme identifier_type"
        " identifier",
        "metadata": "id resource_id resource_type last_action_date last_action_type field_name"
        " previous_value replacement_value updated_by",
        "meta_table_description": "id name language character_set",
        # A table of ours: the wording in other languages, for which HSDS has no place.
        "homeward_translation": "id link_entity link_id language field value",
    }.items()
}
# What HSDS has no column for. A reader that doesn't know these leaves them out.
OWN = {
    "service": (
        "homeward_language",
        "homeward_category",
        "homeward_dimension",
        "homeward_is_public_service",
        "homeward_entitlement",
        "homeward_legal_basis",
        "homeward_cost",
        "homeward_groups",
        "homeward_ineligibility",
        "homeward_is_specialist",
        "homeward_wait_days",
        "homeward_places_free",
        "homeward_places_total",
        "homeward_places_told_on",
        "homeward_valid_from",
        "homeward_valid_until",
    ),
    "organization": ("homeward_kind", "homeward_country"),
    "location": (
        "homeward_country",
        "homeward_area",
        "homeward_area_pcode",
        "homeward_hub",
        "homeward_email",
        "homeward_access",
    ),
    "service_at_location": ("homeward_is_intake_point", "homeward_intake_notes"),
    "schedule": ("homeward_timezone",),
    "taxonomy": ("homeward_is_in_wording",),
}
# The file of each table, as the specification's data package names it.
FILES = {
    "address": "addresses",
    "funding": "funding",
    "accessibility": "accessibility",
    "metadata": "metadata",
    "service_at_location": "service_at_location",
    "taxonomy": "taxonomies",
}
# Columns whose values are numbers; all others are texts.
NUMBERS = {
    "service": {
        "minimum_age",
        "maximum_age",
        "homeward_wait_days",
        "homeward_places_free",
        "homeward_places_total",
    },
    "organization": {"year_incorporated"},
    "location": {"latitude", "longitude"},
    "phone": {"extension"},
    "schedule": {"timezone", "count", "interval"},
    "cost_option": {"amount"},
}
# Columns that lead to another row, and its table.
LINKS = {
    "organization_id": "organization",
    "program_id": "program",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "parent_id": "taxonomy_term",
    "parent_organization_id": "organization",
}
# Columns that lead to a row of any table.
LOOSE_LINKS = ("link_id", "resource_id")
REQUIRED = {"service": ("name", "status"), "organization": ("name",), "taxonomy_term": ("name",)}
# Plurals that don't end in s alone.
PLURALS = {
    "taxonomies": "taxonomy",
    "addresses": "address",
    "services_at_location": "service_at_location",
}
# A nested object or list -> its table, and the column that points back to what holds it.
NESTED: dict[str, tuple[str, str]] = {
    "services": ("service", "{}_id"),
    "service": ("service", ""),
    "organization": ("organization", ""),
    "locations": ("location", "{}_id"),
    "location": ("location", ""),
    "service_at_locations": ("service_at_location", "{}_id"),
    "addresses": ("address", "{}_id"),
    "schedules": ("schedule", "{}_id"),
    "phones": ("phone", "{}_id"),
    "contacts": ("contact", "{}_id"),
    "required_documents": ("required_document", "{}_id"),
    "cost_options": ("cost_option", "{}_id"),
    "accessibility": ("accessibility", "{}_id"),
    "languages": ("language", "{}_id"),
    "attributes": ("attribute", "link_id"),
    "taxonomy_term": ("taxonomy_term", ""),
    "taxonomy_detail": ("taxonomy", ""),
    "service_areas": ("service_area", "{}_id"),
    "funding": ("funding", "{}_id"),
    "program": ("program", ""),
    "programs": ("program", "{}_id"),
    "organization_identifiers": ("organization_identifier", "{}_id"),
    "metadata": ("metadata", "resource_id"),
    "homeward_translations": ("homeward_translation", "link_id"),
}


def file_of(table: str) -> str:
    return f"{FILES.get(table, f'{table}s')}.csv"


def table_named(name: str) -> str:
    """The table that a file's or resource's name means, singular or plural; empty for none."""
    name = SPELLINGS.get(name, name)
    for candidate in (name, PLURALS.get(name, ""), name.removesuffix("s")):
        if candidate in COLUMNS:
            return candidate
    return ""


SPELLINGS = {"organisations": "organization", "organisation": "organization"}
