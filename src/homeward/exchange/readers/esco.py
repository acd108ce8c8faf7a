"""ESCO's two archives of CSV: its classification in one language, and its relations.

Everything is known by its address. A relation of something that the classification does not hold
is left out and told: ESCO 1.1.1 itself has 67 of them, of one occupation.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.exchange.readers import packed, texts
from homeward.exchange.readings import Reading
from homeward.occupations.choices import Relation, Reuse, SkillKind
from homeward.occupations.records import (
    Classification,
    GroupRecord,
    OccupationRecord,
    SkillRecord,
)

CLASSIFICATION = {
    "ISCOGroups": ("conceptUri", "code", "preferredLabel"),
    "occupations": ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "code"),
    "skills": ("conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels"),
    "skillGroups": ("conceptUri", "preferredLabel", "altLabels", "code"),
}
RELATIONS = {
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
    "occupationSkillRelations": ("occupationUri", "relationType", "skillUri"),
    "skillSkillRelations": ("originalSkillUri", "relationType", "relatedSkillUri"),
}
# occupations_en.csv; the relations say no language.
NAMED = re.compile(r"^(\w+?)(?:_([a-z]{2,3}))?\.csv$")
KINDS = {"skill/competence": SkillKind.SKILL, "knowledge": SkillKind.KNOWLEDGE, "": ""}
LONGEST_TITLE, LONGEST_LABEL, LONGEST_URI = 200, 300, 100


@dataclass(frozen=True)
class Row:
    file: str
    number: int
    cells: dict[str, str]
    reading: Reading

    def text(self, name: str) -> str:
        return self.cells.get(name, "").strip().replace("\x00", "")

    def fault(self, name: str, reason: str) -> None:
        self.reading.fault(self.file, reason, row=self.number, field=name)


def read(classification: Path, relations: Path) -> tuple[Classification, str, Reading]:
    """What both say, and the language of the wording."""
    reading = Reading()
    tables, language = _tables(classification, CLASSIFICATION, reading)
    links, _none = _tables(relations, RELATIONS, reading)
    read = Classification()
    if reading.faults:
        return read, language, reading
    read.groups = list(_groups(tables["ISCOGroups"]))
    known_groups = {group.code for group in read.groups}
    read.occupations = list(_occupations(tables["occupations"], known_groups))
    read.skills = [*_skills(tables["skills"]), *_skill_groups(tables["skillGroups"])]
    for records in (read.groups, read.occupations, read.skills):
        _once(records, classification.name, reading)
    _relate(read, links, reading)
    return read, language, reading


def _tables(
    path: Path, wanted: dict[str, tuple[str, ...]], reading: Reading
) -> tuple[dict[str, list[Row]], str]:
    files = packed.members(path, reading, lambda name: _kind(name)[0] in wanted)
    if files is None:
        return {}, ""
    by_kind = {_kind(name)[0]: (name, content) for name, content in files.items()}
    languages = {_kind(name)[1] for name in files} - {""}
    if len(languages) > 1 or len(by_kind) < len(files):
        reading.fault(path.name, _("The archive holds more than one language."))
    tables = {}
    for kind, columns in wanted.items():
        if kind not in by_kind:
            name = f"{kind}.csv"
            reading.fault(path.name, _("The archive has no %(file)s.") % {"file": name})
            continue
        name, content = by_kind[kind]
        header, rows = texts.csv_rows(content, name, reading)
        missing = [column for column in columns if column not in header]
        for column in missing:
            reading.fault(name, _("The column is missing."), row=1, field=column)
        if not missing:
            tables[kind] = [Row(name, number, cells, reading) for number, cells in rows]
    return tables, next(iter(languages), "")


def _kind(name: str) -> tuple[str, str]:
    found = NAMED.match(name)
    return (found[1], found[2] or "") if found else ("", "")


def _address(row: Row) -> str:
    uri = row.text("conceptUri")
    if not uri.startswith(("http://", "https://")) or len(uri) > LONGEST_URI:
        row.fault("conceptUri", _("Not a web address."))
    return uri


def _title(row: Row) -> str:
    title = row.text("preferredLabel")
    if not title or len(title) > LONGEST_TITLE:
        row.fault("preferredLabel", _("A title of up to 200 characters is missing."))
    return title


def _labels(row: Row, title: str) -> tuple[str, ...]:
    labels = dict.fromkeys(label.strip() for label in row.text("altLabels").split("\n"))
    return tuple(label for label in labels if label not in {"", title})


def _long(labels: tuple[str, ...], row: Row) -> tuple[str, ...]:
    if any(len(label) > LONGEST_LABEL for label in labels):
        row.fault("altLabels", _("A title has more than 300 characters."))
    return labels


def _groups(rows: list[Row]) -> Iterator[GroupRecord]:
    for row in rows:
        code = row.text("code")
        if not (code.isdecimal() and len(code) in range(1, 5)):
            row.fault("code", _("Not a code of ISCO-08: one to four digits."))
        yield GroupRecord(
            uri=_address(row), code=code, title=_title(row), description=row.text("description")
        )


def _occupations(rows: list[Row], groups: set[str]) -> Iterator[OccupationRecord]:
    for row in rows:
        title, group = _title(row), row.text("iscoGroup")
        if group not in groups:
            row.fault("iscoGroup", _("No group has the code %(code)s.") % {"code": group[:20]})
        yield OccupationRecord(
            uri=_address(row),
            code=row.text("code")[:20],
            group=group,
            title=title,
            alt_labels=_long(_labels(row, title), row),
            description=row.text("description"),
        )


def _skills(rows: list[Row]) -> Iterator[SkillRecord]:
    for row in rows:
        title, kind, reuse = _title(row), row.text("skillType"), row.text("reuseLevel")
        if kind not in KINDS:
            row.fault("skillType", _("Not a kind of skill: %(what)s") % {"what": kind[:40]})
        if reuse and reuse not in Reuse.values:
            row.fault("reuseLevel", _("Not a level of reuse: %(what)s") % {"what": reuse[:40]})
        yield SkillRecord(
            uri=_address(row),
            title=title,
            kind=KINDS.get(kind, ""),
            reuse=reuse,
            alt_labels=_long(_labels(row, title), row),
            description=row.text("description"),
        )


def _skill_groups(rows: list[Row]) -> Iterator[SkillRecord]:
    for row in rows:
        title = _title(row)
        yield SkillRecord(
            uri=_address(row),
            title=title,
            kind=SkillKind.GROUP,
            code=row.text("code")[:20],
            alt_labels=_long(_labels(row, title), row),
            description=row.text("description"),
        )


def _once(
    records: list[GroupRecord] | list[OccupationRecord] | list[SkillRecord],
    file: str,
    reading: Reading,
) -> None:
    for uri, count in Counter(record.uri for record in records).items():
        if count > 1:
            reading.fault(file, _("The id %(id)s is there twice.") % {"id": uri})


def _relate(read: Classification, links: dict[str, list[Row]], reading: Reading) -> None:
    occupations = {record.uri for record in read.occupations}
    skills = {record.uri for record in read.skills}
    rows = links["broaderRelationsOccPillar"]
    both = [row for row in rows if row.text("broaderUri") in occupations]
    for _row, one, other in _ends(both, ("conceptUri", "broaderUri"), occupations, occupations):
        read.broader_occupations[one] = other
    rows = links["broaderRelationsSkillPillar"]
    for _row, one, other in _ends(rows, ("conceptUri", "broaderUri"), skills, skills):
        read.groupings.add((one, other))
    rows = links["occupationSkillRelations"]
    for row, one, other in _ends(rows, ("occupationUri", "skillUri"), occupations, skills):
        read.needs[one, other] = _relation(row)
    rows = links["skillSkillRelations"]
    ends = ("originalSkillUri", "relatedSkillUri")
    for row, one, other in _ends(rows, ends, skills, skills):
        read.relations[one, other] = _relation(row)


def _relation(row: Row) -> str:
    relation = row.text("relationType")
    if relation not in Relation.values:
        row.fault("relationType", _("Neither essential nor optional."))
    return relation


def _ends(
    rows: list[Row], names: tuple[str, str], ones: set[str], others: set[str]
) -> Iterator[tuple[Row, str, str]]:
    """The relations whose both ends are there. Of the others, one note for each missing end."""
    missing: dict[str, list[Row]] = {}
    for row in rows:
        one, other = row.cells[names[0]].strip(), row.cells[names[1]].strip()
        if one in ones and other in others:
            yield row, one, other
        else:
            missing.setdefault(one if one not in ones else other, []).append(row)
    for uri, left_out in missing.items():
        said = ngettext(
            "%(count)d relation left out: the classification has no %(uri)s.",
            "%(count)d relations left out: the classification has no %(uri)s.",
            len(left_out),
        )
        known = {"count": len(left_out), "uri": uri}
        left_out[0].reading.note(left_out[0].file, said % known, row=left_out[0].number)
