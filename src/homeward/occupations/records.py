"""A classification as its files say it; everything is known by its address (`uri`)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class GroupRecord:
    uri: str
    code: str
    title: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class OccupationRecord:
    uri: str
    code: str
    group: str
    title: str
    alt_labels: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class SkillRecord:
    uri: str
    title: str
    kind: str = ""
    reuse: str = ""
    code: str = ""
    alt_labels: tuple[str, ...] = ()
    description: str = ""


@dataclass(kw_only=True)
class Classification:
    """Relations name both ends by their address, and the relation where there are two."""

    groups: list[GroupRecord] = field(default_factory=list)
    occupations: list[OccupationRecord] = field(default_factory=list)
    skills: list[SkillRecord] = field(default_factory=list)
    broader_occupations: dict[str, str] = field(default_factory=dict)
    needs: dict[tuple[str, str], str] = field(default_factory=dict)
    groupings: set[tuple[str, str]] = field(default_factory=set)
    relations: dict[tuple[str, str], str] = field(default_factory=dict)
