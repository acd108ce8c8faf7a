"""The ground: countries, areas, calendars, organisations, users, lists of words."""

from homeward.access.choices import OrganisationKind, Role
from homeward.places.choices import EntryKind
from homeward.programmes.choices import Category
from homeward.setups.rules.columns import (
    Column,
    Sheet,
    address,
    codes_in_words,
    country,
    day,
    many,
    one_of,
    text,
    whole,
    yes_or_no,
)

ROLES = [role.value for role in Role if role != Role.RETURNEE]
STATED_BY = (
    "e-mail of the user who answers for it: the history names them, and their organisation owns it"
)


def stated_by() -> Column:
    return Column(name="stated_by", about=STATED_BY, read=address, needed=True)


COUNTRIES = Sheet(
    name="countries",
    about="Countries that are on no list yet. All of ISO 3166-1 are known; most need no line here.",
    keys=("code",),
    columns=(
        Column(name="code", about="two letters", read=country, needed=True),
        Column(name="name", about="its English short name", read=text(100), needed=True),
        Column(name="currency", about="three letters, for example EUR", read=text(3)),
    ),
    example=(("XC", "Meridia", "EUR"), ("XD", "Northland", "EUR")),
)
AREAS = Sheet(
    name="areas",
    about="Administrative areas, larger before smaller. For a list of OCHA's with P-codes use"
    " `homeward import pcodes` instead.",
    keys=("country", "level", "parent", "name"),
    columns=(
        Column(name="country", about="two letters", read=country, needed=True),
        Column(name="level", about="1 is the largest, 4 the smallest", read=whole, needed=True),
        Column(name="name", about="as it is called there", read=text(200), needed=True),
        Column(name="parent", about="name of the area that it lies in", read=text(200)),
        Column(name="pcode", about="its P-code", read=text(20)),
        Column(name="name_fr", about="its name in French", read=text(200)),
        Column(name="name_ar", about="its name in Arabic", read=text(200)),
    ),
    example=(
        ("XC", "1", "Coast", "", "XC01", "Côte", "الساحل"),
        ("XC", "2", "Harbour District", "Coast", "XC0101", "", ""),
        ("XC", "1", "Highlands", "", "XC02", "", ""),
    ),
)
ENTRY_POINTS = Sheet(
    name="entry_points",
    about="Airports, ports and crossings where people arrive.",
    keys=("country", "name"),
    columns=(
        Column(name="country", about="two letters", read=country, needed=True),
        Column(name="name", about="as it is called", read=text(80), needed=True),
        Column(name="code", about="IATA or UN/LOCODE", read=text(10)),
        Column(
            name="kind", about=codes_in_words(EntryKind.values), read=one_of(EntryKind.values),
            needed=True,
        ),
    ),
    example=(("XC", "Meridia International", "", "airport"),),
)  # fmt: skip
ORGANISATIONS = Sheet(
    name="organisations",
    about="Who works here. Kind and country decide what an organisation may ever be shown: an"
    " authority of the country of origin never sees asylum history.",
    keys=("name",),
    columns=(
        Column(name="name", about="its full name", read=text(255), needed=True),
        Column(name="short_name", about="as it is called for short", read=text(60)),
        Column(
            name="kind", about=codes_in_words(OrganisationKind.values),
            read=one_of(OrganisationKind.values), needed=True,
        ),
        Column(name="country", about="two letters", read=country, needed=True),
        Column(name="email", about="of the office", read=address),
        Column(name="phone", about="of the office, with the country's code", read=text(40)),
    ),
    example=(
        ("Return Bureau of Meridia", "RBM", "authority", "XC", "office@rbm.example", ""),
        ("Northland Counselling", "", "ngo", "XD", "office@counsel.example", ""),
        ("Harbour Training Centre", "", "provider", "XC", "", ""),
    ),
)  # fmt: skip
USERS = Sheet(
    name="users",
    about="Who signs in. The first administrator of an organisation is let in at once; every other"
    " powerful role (administrator, data_protection_officer, protection_focal_point) waits for a"
    " second person, or for `homeward users approve`.",
    keys=("email",),
    columns=(
        Column(name="email", about="with which they sign in", read=address, needed=True),
        Column(name="name", about="their name", read=text(150), needed=True),
        Column(
            name="organisation", about="its name as in organisations.csv", read=text(255),
            needed=True,
        ),
        Column(
            name="roles", about=f"by semicolons: {codes_in_words(ROLES)}", read=many(one_of(ROLES)),
            needed=True,
        ),
        Column(name="language", about="en, fr or ar", read=one_of(["en", "fr", "ar"]), empty="en"),
    ),
    example=(
        ("ada@rbm.example", "Ada Example", "Return Bureau of Meridia",
         "administrator;programme_manager", "en"),
        ("ben@rbm.example", "Ben Example", "Return Bureau of Meridia",
         "data_protection_officer", "en"),
        ("cora@rbm.example", "Cora Example", "Return Bureau of Meridia",
         "case_manager;reception_officer", "en"),
        ("dan@counsel.example", "Dan Example", "Northland Counselling",
         "administrator;return_counsellor;programme_manager", "fr"),
    ),
)  # fmt: skip
CALENDARS = Sheet(
    name="calendars",
    about="Public holidays and weekend of a country and year, from the list that comes with the"
    " software. Working days of deadlines rest on them.",
    keys=("country", "year"),
    columns=(
        Column(name="country", about="two letters", read=country, needed=True),
        Column(name="year", about="for example 2027", read=whole, needed=True),
    ),
    example=(),
)
HOLIDAYS = Sheet(
    name="holidays",
    about="Days on which one organisation rests, or works although its country rests.",
    keys=("stated_by", "day"),
    columns=(
        Column(name="day", about="as 2027-01-31", read=day, needed=True),
        Column(name="name", about="what day it is", read=text(120), needed=True),
        Column(name="source", about="where it is written", read=text(200), needed=True),
        Column(name="rests", about="yes: no work; no: work", read=yes_or_no, empty=True),
        stated_by(),
    ),
    example=(("{next_year}-07-01", "Founders' Day", "Official Journal 12/2025", "yes",
              "ada@rbm.example"),),
)  # fmt: skip
TARGET_GROUPS = Sheet(
    name="target_groups",
    about="Groups for whom programmes and services are.",
    keys=("code",),
    columns=(
        Column(name="code", about="small letters and -", read=text(40), needed=True),
        Column(name="name", about="in English", read=text(200), needed=True),
        Column(name="name_fr", about="in French", read=text(200)),
        Column(name="name_ar", about="in Arabic", read=text(200)),
    ),
    example=(("young-returnees", "Young returnees", "Jeunes de retour", "الشباب العائدون"),),
)
SECTORS = Sheet(
    name="sectors",
    about="A country's own list of sectors, with the need that each answers. IATI's and OECD's come"
    " by `homeward import codelists`.",
    keys=("list", "code"),
    columns=(
        Column(name="list", about="the list's name", read=text(40), needed=True),
        Column(name="code", about="the sector's code in it", read=text(60), needed=True),
        Column(name="name", about="in English", read=text(255), needed=True),
        Column(name="need", about=codes_in_words(Category.values), read=one_of(Category.values)),
    ),
    example=(("meridia", "A1", "Vocational training", "training"),),
)
GROUND = (
    *(COUNTRIES, AREAS, ENTRY_POINTS, TARGET_GROUPS, SECTORS),
    *(ORGANISATIONS, USERS, CALENDARS, HOLIDAYS),
)
