"""What is fetched or brought from KoboToolbox, looked through before any of it is written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from homeward.forms import kobo
from homeward.forms.definition import Definition
from homeward.forms.xlsform import Fault
from homeward.openrosa import queries

MOST_FAULTS = 200


@dataclass(frozen=True)
class Item:
    """One filled form that may be taken in."""

    instance_id: str
    deprecated_id: str
    content: str
    said: str
    # KoboToolbox's own number, or the sheet and the row in it.
    number: int
    sheet: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()


@dataclass
class Looked:
    """What would be taken in, what is known already, and what is wrong, by its place."""

    items: list[Item] = field(default_factory=list)
    found: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    # Columns that the form does not ask, by sheet; kept with the whole, and read as no answer.
    unknown: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    # The highest number that was looked at.
    last: int = 0

    def as_json(self) -> dict[str, Any]:
        told = [asdict(fault) for fault in self.faults[:MOST_FAULTS]]
        return {
            "found": self.found,
            "new": len(self.items),
            "known": self.known,
            "faults": told,
            "faults_in_all": len(self.faults),
            "unknown": self.unknown,
            "rows": self.rows,
        }


def look_at_export(content: bytes, form: Definition) -> Looked:
    """Raises kobo.NotAWorkbook."""
    export = kobo.read_export(content, form)
    looked = Looked(
        found=len(export.lines),
        faults=list(export.faults),
        unknown=export.unknown,
        rows=export.rows,
    )
    broken = {(fault.sheet, fault.row) for fault in export.faults}
    candidates = []
    for line in export.lines:
        faults = export.faults_in(line, form)
        looked.faults += faults
        if not faults and (line.sheet, line.row) not in broken:
            candidates.append(_item(line.record, form, line.row, line.sheet))
    return _without_known(looked, candidates)


def look_at_records(records: Iterable[Mapping[str, Any]], form: Definition) -> Looked:
    """Of KoboToolbox's interface: a record is named by its `_id`."""
    looked, candidates = Looked(), []
    unknown: dict[str, None] = {}
    for record in records:
        looked.found += 1
        number = int(record.get("_id") or 0)
        looked.last = max(looked.last, number)
        answers = kobo.answers_of(record, form)
        faults = [Fault(reason, "", number, key) for key, reason in kobo.faults_of(answers, form)]
        if not kobo.instance_id_of(record):
            faults.append(Fault(_("The row has no id."), "", number, "_uuid"))
        looked.faults += faults
        unknown |= dict.fromkeys(_unasked(record, form))
        if not faults:
            candidates.append(_item(record, form, number))
    if unknown:
        looked.unknown = {"": list(unknown)}
    return _without_known(looked, candidates)


def _item(record: Mapping[str, Any], form: Definition, number: int, sheet: str = "") -> Item:
    answers = kobo.answers_of(record, form)
    attachments = record.get("_attachments")
    return Item(
        instance_id=kobo.instance_id_of(record),
        deprecated_id=kobo.as_text(record.get("meta/deprecatedID")),
        content=json.dumps(record, ensure_ascii=False, sort_keys=True),
        # Of the answers alone: what the server notes beside them changes with each look.
        said=sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest(),
        number=number,
        sheet=sheet,
        attachments=tuple(attachments) if isinstance(attachments, list) else (),
    )


def _without_known(looked: Looked, candidates: list[Item]) -> Looked:
    held = queries.known_ids(item.instance_id for item in candidates)
    for item in candidates:
        if item.instance_id not in held:
            looked.items.append(item)
        elif held[item.instance_id] == item.said:
            looked.known += 1
        else:
            reason = _("Another filled form came under the same id before.")
            looked.faults.append(Fault(reason, item.sheet, item.number, "_uuid"))
    return looked


def _unasked(record: Mapping[str, Any], form: Definition) -> Iterable[str]:
    for name in record:
        is_ours = name.startswith(("_", "meta/", "formhub/")) or name in kobo.IDS
        if not is_ours and f"{kobo.ROOT}{name}" not in form.places | form.repeats:
            yield name
