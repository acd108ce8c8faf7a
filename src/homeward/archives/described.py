"""What tells a stranger what is in an archive: the data package, and a text in three languages."""

import csv
import io
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from homeward.archives.tables import Column, Table, tables

if TYPE_CHECKING:
    from homeward.archives.packing import Asked

TYPES = {
    "boolean": "boolean",
    "datetime": "datetime",
    "date": "date",
    "time": "time",
    "number": "number",
    "integer": "integer",
    "object": "any",
    "array": "array",
}
LOG = ("number", "at", "actor", "purpose", "action", "rows", "hash")


def package(asked: "Asked", present: list[Table]) -> dict[str, Any]:
    """A Frictionless Data Package (v1, tabular)."""
    names = {table.label for table in present}
    return {
        "profile": "tabular-data-package",
        "name": f"homeward-organisation-{asked.id}",
        "title": asked.organisation.name,
        "created": asked.at.isoformat(),
        "resources": [
            *(_resource(table, names) for table in present),
            {
                "profile": "tabular-data-resource",
                "name": "read-log",
                "path": "read-log.csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": name, "type": "string"} for name in LOG]},
            },
        ],
    }


def _resource(table: Table, names: set[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"tables/{table.name}.csv",
        "title": str(table.model._meta.verbose_name),
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": table.pk.name,
            "missingValues": ["\\N"],
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {
                        # By the Data Package's rule, "" is the table itself.
                        "resource": "" if column.to == table.label else tables()[column.to].name,
                        "fields": tables()[column.to].pk.name,
                    },
                }
                for column in table.columns
                if column.held and column.to in names
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": TYPES.get(column.kind, "string")}
    if "bytes" in column.kind:
        told["description"] = "SHA-256 of the file files/<table>/<row>.<column>"
    elif column.type == "uuid":
        told["format"] = "uuid"
    if not column.null:
        told["constraints"] = {"required": True}
    return told


def log_of(entries: list[dict[str, str]]) -> str:
    out = io.StringIO()
    lines = csv.DictWriter(out, LOG)
    lines.writeheader()
    lines.writerows(entries)
    return out.getvalue()


def readmes(organisation: str) -> dict[str, str]:
    found = {}
    for language in ("en", "fr", "ar"):
        with translation.override(language):
            found[f"README.{language}.txt"] = readme(organisation)
    return found


def readme(organisation: str) -> str:
    parts = [
        _("All data of one organisation: %(name)s.") % {"name": organisation},
        _(
            "It holds names, health and protection data of people. Keep it sealed, and remove what"
            " you opened when you have no more use for it."
        ),
        _(
            "Each table is a file in the folder tables: CSV in UTF-8, its first line the names of"
            " the columns. \\N stands for nothing; arrays and objects are written as JSON; moments"
            " are in universal time."
        ),
        _(
            "datapackage.json describes every table and column (Frictionless Data Package)."
            " Documents and pictures are in the folder files, by table, row and column."
        ),
        _(
            "manifest.json says how many rows each table has, its sums and its fingerprint, which"
            " rows could not go along, and what never leaves an installation and why."
            " read-log.csv says who read the sensitive rows; it is a copy, and no proof."
        ),
        _("Another installation takes it in by this command: homeward import organisation FILE"),
    ]
    return "\n\n".join(parts) + "\n"
