"""The standard's codes in the words of this project."""

from homeward.actors.choices import ActorKind
from homeward.programmes.choices import (
    BudgetKind,
    BudgetStatus,
    ParticipationRole,
    ProgrammeKind,
    ProgrammeStatus,
)

STATUSES = {
    "1": ProgrammeStatus.PIPELINE,
    "2": ProgrammeStatus.RUNNING,
    "3": ProgrammeStatus.FINALISING,
    "4": ProgrammeStatus.CLOSED,
    "5": ProgrammeStatus.CANCELLED,
    "6": ProgrammeStatus.SUSPENDED,
}
ROLES = {
    "1": ParticipationRole.FUNDING,
    "2": ParticipationRole.ACCOUNTABLE,
    "3": ParticipationRole.EXTENDING,
    "4": ParticipationRole.IMPLEMENTING,
}
BUDGET_KINDS = {"1": BudgetKind.ORIGINAL, "2": BudgetKind.REVISED}
BUDGET_STATUSES = {"1": BudgetStatus.INDICATIVE, "2": BudgetStatus.COMMITTED}
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
# Kinds that the list has no one word for (a regional NGO, a partnership of both) stay open.
ACTORS = {
    "10": ActorKind.GOVERNMENT,
    "11": ActorKind.LOCAL_GOVERNMENT,
    "15": ActorKind.GOVERNMENT,
    "21": ActorKind.INTERNATIONAL_NGO,
    "22": ActorKind.NATIONAL_NGO,
    "24": ActorKind.NATIONAL_NGO,
    "40": ActorKind.INTERNATIONAL,
    "60": ActorKind.FOUNDATION,
    "70": ActorKind.PRIVATE,
    "71": ActorKind.PRIVATE,
    "72": ActorKind.PRIVATE,
    "73": ActorKind.PRIVATE,
    "80": ActorKind.ACADEMIC,
}
# What this project's kinds are called there; 40 is its "multilateral", 90 its "other".
ACTOR_CODES = {
    ActorKind.GOVERNMENT: "10",
    ActorKind.LOCAL_GOVERNMENT: "11",
    ActorKind.INTERNATIONAL_NGO: "21",
    ActorKind.NATIONAL_NGO: "22",
    ActorKind.CIVIL_SOCIETY: "22",
    ActorKind.DIASPORA: "22",
    ActorKind.RED_CROSS: "21",
    ActorKind.INTERNATIONAL: "40",
    ActorKind.COMMISSION: "40",
    ActorKind.FUND: "10",
    ActorKind.FOUNDATION: "60",
    ActorKind.PRIVATE: "70",
    ActorKind.ACADEMIC: "80",
}
OTHER_ACTOR = "90"
# The lists of sectors that everybody shares. Any other number keeps its number, and a reporter's
# own list (98, 99) is told by who reports.
VOCABULARIES = {
    "1": "dac-5",
    "2": "dac-3",
    "3": "cofog",
    "7": "sdg-goal",
    "8": "sdg-target",
    "10": "cluster",
}
OWN_LISTS = ("98", "99")
HUMANITARIAN = {"1", "true"}
# Location vocabularies whose codes may be P-codes or countries; GeoNames and OpenStreetMap are not.
NUMBERED_PLACES = {"G1", "G2"}


def vocabulary(code: str, publisher: str) -> str:
    """A list's name here; DAC's five-digit purposes where the file names none."""
    code = code or "1"
    if code in OWN_LISTS:
        return f"{code}:{publisher}"[:40]
    return VOCABULARIES.get(code, f"iati-{code}"[:40])


def vocabulary_code(name: str) -> str:
    """The standard's number of a list; empty for a list of the project's own."""
    if name[:3] in {f"{code}:" for code in OWN_LISTS}:
        return name[:2]
    if name.startswith("iati-"):
        return name.removeprefix("iati-")
    return next((code for code, known in VOCABULARIES.items() if known == name), "")


def kind_of(humanitarian: str) -> ProgrammeKind:
    is_humanitarian = humanitarian in HUMANITARIAN
    return ProgrammeKind.HUMANITARIAN if is_humanitarian else ProgrammeKind.DEVELOPMENT
