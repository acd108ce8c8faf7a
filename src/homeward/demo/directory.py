"""The generated part of the directory: providers in Ghana and what they offer."""

from datetime import date, time, timedelta

from homeward.access.choices import OrganisationKind
from homeward.actors.records import OrganisationRecord
from homeward.demo import words
from homeward.services.choices import Category, Cost, Dimension, Entitlement, LocationType
from homeward.services.records import (
    AreaRecord,
    DirectoryRecord,
    LocationRecord,
    PhoneRecord,
    PlaceRecord,
    ScheduleRecord,
    ServiceRecord,
    WordsRecord,
)

SOURCE = "demo"
C, D = Category, Dimension

# Key, organisation, town.
PROVIDERS = [
    ("skills", "Harbour Skills Centre", "Tema"),
    ("clinic", "Palm Grove Clinic", "Accra"),
    ("school", "Hilltop Basic School", "Kumasi"),
    ("insurance", "District Health Cover Office", "Accra"),
    ("coop", "Sunrise Growers Cooperative", "Techiman"),
    ("advice", "Startwell Business Advice", "Accra"),
    ("listening", "Open Door Listening Centre", "Accra"),
    ("tailors", "Needle and Thread Training Yard", "Kumasi"),
    ("electric", "Coastline Technical Workshop", "Takoradi"),
    ("papers", "Civil Papers Help Desk", "Accra"),
    ("savings", "Hand in Hand Savings Union", "Cape Coast"),
    ("north", "Savanna Farm School", "Tamale"),
    ("housing", "Roof and Room Mediation", "Madina"),
    ("volta", "Lake Volta Vocational House", "Ho"),
]

# Provider, name in English, name in French, description, need, dimension, public, free, of.
OFFERS: list[tuple[str, str, str, str, Category, Dimension, bool, int | None, int | None]] = [
    ("skills", "Electrical installation, two months", "Installation électrique, deux mois",
     "Evening and day classes with a workshop placement and a certificate.",
     C.TRAINING, D.ECONOMIC, False, 7, 20),
    ("skills", "Forklift and warehouse course", "Cours de cariste et d'entrepôt",
     "Four weeks, with a licence at the end.", C.TRAINING, D.ECONOMIC, False, 0, 12),
    ("clinic", "General consultation and follow-up", "Consultation générale et suivi",
     "Consultations, chronic illness and pregnancy.", C.HEALTH, D.SOCIAL, True, None, None),
    ("school", "Basic school with a welcome class", "École primaire avec classe d'accueil",
     "Children who come from abroad get English lessons first.",
     C.EDUCATION, D.SOCIAL, True, 11, 240),
    ("insurance", "Health insurance registration", "Affiliation à l'assurance maladie",
     "Registers a household within ten working days.", C.HEALTH, D.SOCIAL, True, None, None),
    ("coop", "Membership of a vegetable cooperative", "Adhésion à une coopérative maraîchère",
     "Land, seed and common sale; training in the first season.",
     C.BUSINESS, D.ECONOMIC, False, 4, 15),
    ("advice", "Business plan in five meetings", "Plan d'affaires en cinq rencontres",
     "From an idea to a plan that a fund can read.", C.BUSINESS, D.ECONOMIC, False, 9, 25),
    ("listening", "Counselling, alone or as a family", "Soutien psychosocial",
     "Trained listeners; interpreters for Hausa and French.",
     C.PSYCHOSOCIAL, D.PSYCHOSOCIAL, False, 6, 18),
    ("tailors", "Tailoring for beginners and returners", "Couture, débutants et confirmés",
     "Six weeks; machines can be used in the evening.",
     C.TRAINING, D.ECONOMIC, False, 5, 16),
    ("electric", "Welding and metal work", "Soudure et métallerie",
     "Two months with a placement at the harbour.", C.TRAINING, D.ECONOMIC, False, 3, 14),
    ("papers", "Birth certificates and identity cards", "Actes de naissance et cartes d'identité",
     "Helps with late registration and with children born abroad.",
     C.LEGAL, D.SOCIAL, True, None, None),
    ("savings", "Group savings and small loans", "Épargne de groupe et petits prêts",
     "Twelve members a group; the first loan after six months.",
     C.CASH, D.ECONOMIC, False, 12, 48),
    ("north", "Dry-season farming course", "Cours de culture de saison sèche",
     "Six weeks on the school's own fields.", C.TRAINING, D.ECONOMIC, False, 8, 30),
    ("housing", "Finding and contracting a room", "Trouver et louer une chambre",
     "Speaks with landlords and reads the contract with you.",
     C.HOUSING, D.SOCIAL, False, None, None),
    ("volta", "Hairdressing and beauty, two months", "Coiffure, deux mois",
     "With a set of tools for those who finish.", C.TRAINING, D.ECONOMIC, False, 6, 12),
    ("listening", "Group for mothers who came back", "Groupe de mères de retour",
     "Every second week, with care for small children.",
     C.COMMUNITY, D.PSYCHOSOCIAL, False, 4, 10),
]  # fmt: skip


def record(today: date) -> DirectoryRecord:
    return DirectoryRecord(
        source=SOURCE,
        organisations=tuple(
            OrganisationRecord(
                source_id=key,
                name=name,
                country="GH",
                kind=OrganisationKind.PROVIDER,
                description=f"Works in and around {town}.",
                email=f"office@{key}.homeward.example",
                phone=_phone(number),
            )
            for number, (key, name, town) in enumerate(PROVIDERS)
        ),
        locations=tuple(_location(key, name, town) for key, name, town in PROVIDERS),
        services=tuple(_service(number, offer, today) for number, offer in enumerate(OFFERS)),
    )


def _phone(number: int) -> str:
    return f"+233 00 555 {1000 + 37 * number}"


def _location(key: str, name: str, town: str) -> LocationRecord:
    region, latitude, longitude = next(
        (place[1], place[2], place[3]) for place in words.TOWNS if place[0] == town
    )
    return LocationRecord(
        source_id=key,
        kind=LocationType.PHYSICAL,
        name=name,
        address=f"{10 + len(name)} {words.STREETS[len(name) % len(words.STREETS)]}",
        city=town,
        country="GH",
        area=AreaRecord(name=region),
        latitude=latitude,
        longitude=longitude,
    )


def _service(
    number: int,
    offer: tuple[str, str, str, str, Category, Dimension, bool, int | None, int | None],
    today: date,
) -> ServiceRecord:
    key, name, french, description, category, dimension, public, free, total = offer
    organisation = next(provider[1] for provider in PROVIDERS if provider[0] == key)
    return ServiceRecord(
        source_id=f"{key}-{number}",
        organisation=key,
        language="en",
        words=WordsRecord(name=name, description=description, eligibility=ELIGIBILITY[number % 3]),
        texts={"fr": WordsRecord(name=french)},
        email=f"places@{key}.homeward.example",
        category=category,
        dimension=dimension,
        is_public_service=public,
        entitlement=Entitlement.PUBLIC if public else Entitlement.AID,
        cost=CHARGED.get(key, Cost.FREE),
        groups=GROUPS.get(number, ()),
        # What nobody publishes is found by who signs in alone.
        is_published=number not in UNPUBLISHED,
        languages=("en", "tw", "fr") if number % 4 == 0 else ("en", "tw"),
        places_free=free,
        places_total=total,
        places_told_on=today - timedelta(days=3 + 5 * number) if free is not None else None,
        places_told_by=organisation if free is not None else "",
        wait_days=WAITS.get(number),
        last_confirmed_on=today - timedelta(days=3 + 5 * number),
        last_confirmed_by=organisation,
        at_locations=(PlaceRecord(location=key),),
        phones=(PhoneRecord(number=_phone(number)),),
        schedules=(
            ScheduleRecord(
                location=key,
                freq="WEEKLY",
                byday=("MO", "TU", "WE", "TH", "FR"),
                opens_at=time(8),
                closes_at=time(16),
            ),
        ),
    )


CHARGED = {"savings": Cost.CHARGED, "insurance": Cost.CHARGED}
UNPUBLISHED = {4, 9, 14}
WAITS = {1: 45, 2: 3, 4: 10, 7: 12}
GROUPS: dict[int, tuple[str, ...]] = {
    3: ("children",),
    7: ("women", "returnees", "residents"),
    8: ("women", "youth"),
    9: ("youth", "returnees"),
    15: ("women", "children"),
}
ELIGIBILITY = [
    "Open to residents and to people who came back alike.",
    "From 18 years; no certificate is asked for.",
    "Households of the district; bring an identity document if you have one.",
]
