"""The organisations of the corridor and who works there."""

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.hashers import make_password

from homeward.access import demo
from homeward.access.choices import OrganisationKind, Role
from homeward.access.models import Organisation, User

MAIL = "demo.homeward.example"
# A counsellor or case manager carries about so many cases.
CASELOAD = 150


@dataclass(kw_only=True)
class Cast:
    """Everybody by their part; the providers come with the directory."""

    belgian_ngo: Organisation
    authority: Organisation
    desk: Organisation
    border: Organisation
    ghanaian_ngo: Organisation
    commission: Organisation
    fund: Organisation
    evaluator: Organisation
    stranger: Organisation
    counsellors: list[User] = field(default_factory=list)
    managers: list[User] = field(default_factory=list)
    coordinator: User
    officer: User
    secretary: User
    finance: User
    adviser: User
    programme_manager: User
    evaluation_lead: User
    second_manager: User
    focal_point: User
    health_focal_point: User
    border_officer: User
    commission_member: User
    stranger_manager: User


def make(households: int) -> Cast:
    org = {code: _organisation(*line) for code, line in ORGANISATIONS.items()}
    password = _password()
    user = {
        mail: _user(password, mail, name, org[where], role, language)
        for mail, name, where, role, language in USERS
    }
    more = households // CASELOAD
    return Cast(
        **org,
        counsellors=[
            *(user[mail] for mail in COUNSELLORS),
            *_more(
                password,
                org["belgian_ngo"],
                Role.RETURN_COUNSELLOR,
                "counsellor",
                len(COUNSELLORS),
                more,
            ),
        ],
        managers=[
            *(user[mail] for mail in MANAGERS),
            *_more(
                password, org["ghanaian_ngo"], Role.CASE_MANAGER, "manager", len(MANAGERS), more
            ),
        ],
        coordinator=user["bart"],
        officer=user["kofi"],
        secretary=user["efua"],
        finance=user["kojo"],
        adviser=user["kwame"],
        programme_manager=user["thomas"],
        evaluation_lead=user["selorm"],
        second_manager=user["hanne"],
        focal_point=user["akosua"],
        health_focal_point=user["serwaa"],
        border_officer=user["naa"],
        commission_member=user["kodjo"],
        stranger_manager=user["lamisi"],
    )


def add_provider(organisation: Organisation) -> User:
    password = _password()
    return _user(password, "ama", "Ama Tetteh", organisation, Role.PROVIDER, "en")


def add_returnee(name: str, language: str, person_id: UUID) -> User:
    """A principal person's own sign-in."""
    return User.objects.create(
        email=f"family@{MAIL}",
        name=name,
        roles=[Role.RETURNEE],
        language=language,
        password=_password(),
        is_generated=True,
        person_id=person_id,
    )


def organisation(name: str, short: str, kind: OrganisationKind, country: str) -> Organisation:
    """One outside the corridor, that another part of the demo needs."""
    return _organisation(name, short, kind, country)


def user(mail: str, name: str, organisation: Organisation, role: Role, language: str) -> User:
    return _user(_password(), mail, name, organisation, role, language)


@lru_cache(maxsize=1)
def _password() -> str:
    """One hash for all: they share one password, and a hash takes a third of a second."""
    return make_password(demo.PASSWORD)


def _organisation(name: str, short: str, kind: OrganisationKind, country: str) -> Organisation:
    slug = "".join(letter for letter in short.lower() if letter.isalnum())
    return Organisation.objects.create(
        name=name,
        short_name=short,
        kind=kind,
        country_id=country,
        email=f"office@{slug}.homeward.example",
        is_generated=True,
    )


def _user(
    password: str, mail: str, name: str, organisation: Organisation, role: Role, language: str
) -> User:
    return User.objects.create(
        email=f"{mail}@{MAIL}",
        name=name,
        organisation=organisation,
        roles=[role],
        language=language,
        password=password,
        is_generated=True,
    )


def _more(
    password: str, organisation: Organisation, role: Role, mail: str, named: int, wanted: int
) -> list[User]:
    """Further colleagues, so that a large corridor is not two people's work."""
    return [
        _user(password, f"{mail}{n}", f"{role.label} {n}", organisation, role, "en")
        for n in range(named + 1, wanted + 1)
    ]


ORGANISATIONS: dict[str, tuple[str, str, OrganisationKind, str]] = {
    "belgian_ngo": ("Ways Home Belgium asbl", "Ways Home", OrganisationKind.NGO, "BE"),
    "authority": (
        "Federal Office for Return Counselling", "Return Office", OrganisationKind.AUTHORITY, "BE",
    ),
    "desk": (
        "Airport Reception Desk Accra", "Reception Accra", OrganisationKind.AUTHORITY, "GH",
    ),
    "border": (
        "Border Service Accra Airport", "Border Service", OrganisationKind.AUTHORITY, "GH",
    ),
    "ghanaian_ngo": (
        "Adwumapa Return and Livelihoods", "Adwumapa", OrganisationKind.NGO, "GH",
    ),
    "commission": (
        "Regional Reintegration Commission South", "Commission South",
        OrganisationKind.COMMISSION, "GH",
    ),
    "fund": ("Corridor Fund Office", "Fund Office", OrganisationKind.FUND, "GH"),
    "evaluator": (
        "Lakeside Evaluation Partners", "Lakeside", OrganisationKind.EVALUATOR, "GH",
    ),
    "stranger": (
        "Northern Crossroads Aid", "Crossroads", OrganisationKind.NGO, "GH",
    ),
}  # fmt: skip

USERS: list[tuple[str, str, str, Role, str]] = [
    ("lieve", "Lieve Maertens", "belgian_ngo", Role.RETURN_COUNSELLOR, "en"),
    ("julien", "Julien Hardy", "belgian_ngo", Role.RETURN_COUNSELLOR, "fr"),
    ("bart", "Bart Claessens", "authority", Role.HOST_COORDINATOR, "en"),
    ("kofi", "Kofi Adjei", "desk", Role.RECEPTION_OFFICER, "en"),
    ("abena", "Abena Sarpong", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("yaw", "Yaw Boateng", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("efua", "Efua Quaye", "commission", Role.COMMISSION_SECRETARY, "en"),
    ("akosua", "Akosua Nyarko", "ghanaian_ngo", Role.PROTECTION_FOCAL_POINT, "en"),
    ("kwame", "Kwame Asante", "ghanaian_ngo", Role.EMPLOYMENT_ADVISER, "en"),
    ("kojo", "Kojo Appiah", "fund", Role.FINANCE_OFFICER, "en"),
    ("thomas", "Thomas Lambrecht", "belgian_ngo", Role.PROGRAMME_MANAGER, "en"),
    ("hanne", "Hanne Vermeulen", "belgian_ngo", Role.PROGRAMME_MANAGER, "en"),
    ("selorm", "Selorm Agbeko", "evaluator", Role.EVALUATOR, "en"),
    ("nadia", "Nadia Verhulst", "belgian_ngo", Role.DATA_PROTECTION_OFFICER, "fr"),
    ("naa", "Naa Lamptey", "border", Role.BORDER_OFFICER, "en"),
    ("kodjo", "Kodjo Amegah", "commission", Role.COMMISSION_MEMBER, "en"),
    ("serwaa", "Serwaa Bonsu", "ghanaian_ngo", Role.HEALTH_FOCAL_POINT, "en"),
    ("lamisi", "Lamisi Alhassan", "stranger", Role.CASE_MANAGER, "en"),
    ("sofie", "Sofie Peeters", "belgian_ngo", Role.RETURN_COUNSELLOR, "en"),
    ("amelie", "Amélie Laurent", "belgian_ngo", Role.RETURN_COUNSELLOR, "fr"),
    ("esi", "Esi Ampofo", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("kwabena", "Kwabena Donkor", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("mariama", "Mariama Iddrisu", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("selasi", "Selasi Kpodo", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("gifty", "Gifty Asamoah", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("ebo", "Ebo Quansah", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("rahinatu", "Rahinatu Seidu", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("felix", "Felix Agyeman", "ghanaian_ngo", Role.CASE_MANAGER, "en"),
    ("ine", "Ine Wouters", "belgian_ngo", Role.ADMINISTRATOR, "en"),
    ("marc", "Marc Delvaux", "belgian_ngo", Role.ADMINISTRATOR, "fr"),
    ("adjoa", "Adjoa Mensah", "ghanaian_ngo", Role.ADMINISTRATOR, "en"),
    ("pieter", "Pieter Janssens", "authority", Role.ADMINISTRATOR, "en"),
    ("kwesi", "Kwesi Arthur", "desk", Role.ADMINISTRATOR, "en"),
    ("dzifa", "Dzifa Kpeglo", "border", Role.ADMINISTRATOR, "en"),
    ("araba", "Araba Essien", "commission", Role.ADMINISTRATOR, "en"),
    ("yaa", "Yaa Antwi", "fund", Role.ADMINISTRATOR, "en"),
    ("edem", "Edem Tetteh", "evaluator", Role.ADMINISTRATOR, "en"),
    ("zainab", "Zainab Fuseini", "stranger", Role.ADMINISTRATOR, "en"),
]
COUNSELLORS = ["lieve", "julien", "sofie", "amelie"]
MANAGERS = [
    "abena", "yaw", "esi", "kwabena", "mariama", "selasi", "gifty", "ebo", "rahinatu", "felix",
]  # fmt: skip
