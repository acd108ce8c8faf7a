"""A migration newer than the last released version may run while the old program still serves.

What the old program would trip over is refused here: a column or table that goes or gets another
name, one that is suddenly demanded, another type, an index that locks a big table. Where it must
be, the line above the operation names the decision that says how: `# allowed: decision 12`.
docs/operate/upgrade.md tells how such a change is made in two versions.
"""

import gzip
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from homeward.core.operations import Together

UPGRADES = Path(__file__).resolve().parents[1] / "upgrades"
ALLOWED = re.compile(r"#\s*allowed: decision (\d+)")
DECISIONS = Path(__file__).resolve().parents[2] / "docs" / "decisions"
# SQL that takes something away from the program before, or locks what it writes.
UNSAFE_SQL = {
    "drops a table": r"\bdrop\s+table\b",
    "drops a column": r"\bdrop\s+column\b",
    "renames": r"\brename\s+(?:to|column|constraint)\b",
    "demands a column": r"\bset\s+not\s+null\b",
    "changes a type": r"\balter\s+column\s+\w+\s+(?:set\s+data\s+)?type\b",
}
GOES = (migrations.DeleteModel, migrations.RemoveField)
RENAMES = (migrations.RenameModel, migrations.RenameField, migrations.AlterModelTable)


def released() -> set[tuple[str, str]]:
    """The migrations that the newest dump of an earlier version has run."""
    newest = max(
        (path for path in UPGRADES.iterdir() if (path / "secrets").is_dir()),
        key=lambda path: [int(part) for part in path.name.split(".")],
    )
    text = gzip.decompress((newest / "homeward.sql.gz").read_bytes()).decode()
    rows = text.split("COPY public.django_migrations ", 1)[1].split("\n\\.", 1)[0]
    return {tuple(row.split("\t")[1:3]) for row in rows.splitlines()[1:]}  # type: ignore[misc]


def newer() -> Iterator[tuple[migrations.Migration, Any]]:
    """Each with the state of the models before it, where it alters a field."""
    before = released()
    loader = MigrationLoader(None)
    for key, one in loader.disk_migrations.items():
        if not type(one).__module__.startswith("homeward.") or key in before:
            continue
        alters = any(isinstance(each, migrations.AlterField) for each in _flat(one.operations))
        yield one, loader.project_state([key], at_end=False) if alters else None


def faults(migration: migrations.Migration, before: Any = None) -> list[str]:
    """`before` is the state of the models before it, for fields that it alters."""
    operations = list(_flat(migration.operations))
    made = {one.name.casefold() for one in operations if isinstance(one, migrations.CreateModel)}
    app = migration.app_label
    return [why for one in operations for why in _faults_of(one, made, app, before)]


def _flat(operations: Any) -> Iterator[Any]:
    for one in operations:
        if isinstance(one, Together):
            yield from _flat(one.operations)
        elif isinstance(one, migrations.SeparateDatabaseAndState):
            yield from _flat(one.database_operations)
        else:
            yield one


def _faults_of(one: Any, made: set[str], app: str, before: Any) -> Iterator[str]:
    of = (getattr(one, "model_name", "") or getattr(one, "name", "") or "").casefold()
    if isinstance(one, migrations.RunSQL):
        yield from _faults_of_sql(str(one.sql))
    elif isinstance(one, GOES):
        yield f"{one.describe()}: the old program still reads it"
    elif isinstance(one, RENAMES):
        yield f"{one.describe()}: the old program knows the old name"
    elif of in made:
        return  # a new table is nobody's yet
    elif isinstance(one, migrations.AddField) and _is_demanded(one.field):
        yield f"{one.describe()}: the old program doesn't fill it; give a db_default, or null"
    elif isinstance(one, migrations.AlterField) and _changes(one, app, before):
        yield f"{one.describe()}: a type or a demand changes under the old program"
    elif isinstance(one, migrations.AddIndex) and not isinstance(one, AddIndexConcurrently):
        yield f"{one.describe()}: locks the table; use AddIndexConcurrently"


def _changes(one: migrations.AlterField, app: str, before: Any) -> bool:
    """Not where words and choices change alone, nor where a field takes more than it did."""
    if before is None:
        return True
    old = before.models[app, one.model_name_lower].fields[one.name]
    was, becomes = _in_database(old), _in_database(one.field)
    wider = (was.pop("max_length", 0) or 0) <= (becomes.pop("max_length", 0) or 0)
    opened = was.pop("null", False) <= becomes.pop("null", False)
    return was != becomes or not wider or not opened


def _in_database(field: Any) -> dict[str, Any]:
    _name, path, args, options = field.deconstruct()
    kept = {key: value for key, value in options.items() if key not in field.non_db_attrs}
    kept.pop("default", None)
    return {"": (path, tuple(args)), **kept}


def _is_demanded(field: Any) -> bool:
    if isinstance(field, models.ManyToManyField) or getattr(field, "generated", False):
        return False
    return not field.null and not field.has_db_default()


def _faults_of_sql(sql: str) -> Iterator[str]:
    for what, pattern in UNSAFE_SQL.items():
        if re.search(pattern, sql, re.IGNORECASE):
            yield f"SQL {what}"


def allowed(migration: migrations.Migration) -> bool:
    """A comment in the file names a decision that is there."""
    text = Path(inspect.getfile(type(migration))).read_text(encoding="utf-8")
    named = ALLOWED.findall(text)
    return bool(named) and all(list(DECISIONS.glob(f"{int(n):04d}-*.md")) for n in named)


def test_a_newer_migration_leaves_the_old_program_running() -> None:
    unsafe = {
        f"{one.app_label}.{one.name}": found
        for one, before in newer()
        if (found := faults(one, before)) and not allowed(one)
    }
    assert not unsafe, f"docs/operate/upgrade.md tells how to do it in two versions: {unsafe}"


def test_what_was_released_is_known() -> None:
    assert ("cases", "0001_initial") in released()


NEW = migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True))])
UNSAFE = {
    "words": migrations.AlterField("case", "stage", models.CharField(max_length=30, help_text="?")),
    "remove": migrations.RemoveField("case", "stage"),
    "delete": migrations.DeleteModel("Case"),
    "rename": migrations.RenameField("case", "stage", "state"),
    "demand": migrations.AddField("case", "colour", models.CharField(max_length=9)),
    "default": migrations.AddField("case", "colour", models.CharField(max_length=9, default="x")),
    "type": migrations.AlterField("case", "stage", models.TextField()),
    "index": migrations.AddIndex("case", models.Index(fields=["stage"], name="stage_idx")),
    "sql": migrations.RunSQL("alter table cases_case alter column stage set not null"),
    "together": Together([migrations.RemoveField("case", "stage")]),
}
SAFE = {
    "words": migrations.AlterField("case", "stage", models.CharField(max_length=30, help_text="?")),
    "table": NEW,
    "null": migrations.AddField("case", "colour", models.CharField(max_length=9, null=True)),
    "database": migrations.AddField(
        "case", "colour", models.CharField(max_length=9, db_default="x")
    ),
    "concurrently": AddIndexConcurrently("case", models.Index(fields=["stage"], name="s_idx")),
    "policy": migrations.RunSQL("drop policy a on b; create policy a on b"),
}


def _migration(*operations: Any) -> migrations.Migration:
    one = migrations.Migration("9999_tried", "cases")
    one.operations = list(operations)
    return one


@pytest.mark.parametrize("name", UNSAFE)
def test_what_the_old_program_would_trip_over_is_found(name: str) -> None:
    assert faults(_migration(UNSAFE[name]))


@pytest.mark.parametrize("name", SAFE)
def test_what_it_does_not_notice_passes(name: str) -> None:
    stage = {"stage": models.CharField("stage", max_length=20, choices=[("a", "A")])}
    before = SimpleNamespace(models={("cases", "case"): SimpleNamespace(fields=stage)})
    assert not faults(_migration(SAFE[name]), before)


def test_a_new_table_may_be_given_anything() -> None:
    field = models.CharField(max_length=9)
    index = models.Index(fields=["colour"], name="colour_idx")
    added = [migrations.AddField("thing", "colour", field), migrations.AddIndex("thing", index)]
    assert not faults(_migration(NEW, *added))
