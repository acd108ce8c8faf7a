"""Centres of the corridor's regions, and a handful of occupations with their skills.

The whole lists come by `homeward import pcodes`, `geonames` and `esco`; these few are enough for a
map and for a page, and their addresses say that they are the demo's own.
"""

from homeward.demo import words
from homeward.occupations.actions import put_classification
from homeward.occupations.choices import Relation, SkillKind
from homeward.occupations.records import (
    Classification,
    GroupRecord,
    OccupationRecord,
    SkillRecord,
)
from homeward.places.choices import CentreFrom, EntryKind
from homeward.places.models import Area, PointOfEntry

OWN = "https://homeward.example/occupations/"
# Of ISCO-08, each with those above it.
GROUPS = {
    "5": "Service and sales workers",
    "51": "Personal service workers",
    "514": "Hairdressers, beauticians and related workers",
    "5141": "Hairdressers",
    "512": "Cooks",
    "5120": "Cooks",
    "52": "Sales workers",
    "522": "Shop salespersons",
    "5223": "Shop sales assistants",
    "53": "Personal care workers",
    "532": "Personal care workers in health services",
    "5321": "Health care assistants",
    "6": "Skilled agricultural, forestry and fishery workers",
    "61": "Market-oriented skilled agricultural workers",
    "612": "Animal producers",
    "6122": "Poultry producers",
    "7": "Craft and related trades workers",
    "71": "Building and related trades workers, excluding electricians",
    "711": "Building frame and related trades workers",
    "7112": "Bricklayers and related workers",
    "72": "Metal, machinery and related trades workers",
    "721": "Sheet and structural metal workers, moulders and welders",
    "7212": "Welders and flame cutters",
    "74": "Electrical and electronic trades workers",
    "741": "Electrical equipment installers and repairers",
    "7411": "Building and related electricians",
    "75": "Food processing, wood working, garment and other craft and related trades workers",
    "753": "Garment and related trades workers",
    "7531": "Tailors, dressmakers, furriers and hatters",
    "8": "Plant and machine operators and assemblers",
    "83": "Drivers and mobile plant operators",
    "832": "Car, van and motorcycle drivers",
    "8322": "Car, taxi and van drivers",
}
# Title, other titles, group, essential skills, optional ones.
OCCUPATIONS = [
    ("tailor", ("seamstress",), "7531",
     ("cut fabrics", "sew by machine", "take measurements"),
     ("advise customers", "draw patterns", "reckon a price")),
    ("dressmaker", ("maker of dresses",), "7531",
     ("cut fabrics", "draw patterns", "sew by machine", "take measurements"),
     ("advise customers", "reckon a price")),
    ("welder", ("metal worker",), "7212",
     ("weld steel", "read technical drawings"), ("keep tools in order",)),
    ("hairdresser", ("barber",), "5141",
     ("advise customers", "cut hair"), ("keep tools in order", "reckon a price")),
    ("bricklayer", ("mason",), "7112",
     ("lay bricks", "mix mortar", "read technical drawings"), ("keep tools in order",)),
    ("electrician", ("electrical fitter",), "7411",
     ("install wiring", "read technical drawings", "test circuits"), ("keep tools in order",)),
    ("cook", ("chop bar cook",), "5120",
     ("keep food safe", "plan purchases", "prepare meals"), ("reckon a price",)),
    ("shop assistant", ("shopkeeper", "sales assistant"), "5223",
     ("advise customers", "keep a cash book", "plan purchases"), ("reckon a price",)),
    ("health care assistant", ("nurse aide",), "5321",
     ("help with washing and dressing", "keep a ward clean", "lift people safely"),
     ("keep records",)),
    ("poultry farmer", ("keeper of chickens",), "6122",
     ("build a coop", "feed poultry", "recognise sick birds"),
     ("keep a cash book", "reckon a price")),
    ("car driver", ("taxi driver", "driver"), "8322",
     ("care for a vehicle", "drive safely", "read a map"), ("advise customers",)),
]  # fmt: skip


def make() -> None:
    _centre_regions()
    put_classification(classification())


def _centre_regions() -> None:
    """Each region of the directory is written on maps where its first town is."""
    for _town, region, latitude, longitude in reversed(words.TOWNS):
        Area.objects.filter(country="GH", name=region).update(
            latitude=latitude, longitude=longitude, centre_from=CentreFrom.SOURCE
        )


def classification() -> Classification:
    skills = sorted({s for one in OCCUPATIONS for part in one[3:] for s in part})
    return Classification(
        groups=[
            GroupRecord(uri=f"{OWN}group-{code}", code=code, title=title)
            for code, title in GROUPS.items()
        ],
        occupations=[
            OccupationRecord(
                uri=_uri(title), code=f"{group}.1", group=group, title=title, alt_labels=others
            )
            for title, others, group, _essential, _optional in OCCUPATIONS
        ],
        skills=[
            SkillRecord(uri=_uri(title), title=title, kind=SkillKind.SKILL) for title in skills
        ],
        needs={
            (_uri(title), _uri(skill)): relation
            for title, _others, _group, *parts in OCCUPATIONS
            for relation, part in zip((Relation.ESSENTIAL, Relation.OPTIONAL), parts, strict=True)
            for skill in part
        },
    )


def _uri(title: str) -> str:
    return OWN + title.replace(" ", "-")


def entry() -> PointOfEntry:
    """Where the corridor's flights land; the crossing on land has no desk yet."""
    PointOfEntry.objects.get_or_create(country_id="GH", name="Aflao", kind=EntryKind.LAND)
    found, _made = PointOfEntry.objects.get_or_create(
        country_id="GH", name="Accra", code="ACC", kind=EntryKind.AIRPORT
    )
    return found
