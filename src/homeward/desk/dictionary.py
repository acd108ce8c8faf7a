"""The dictionary of all data, read from the models and from the database's own policies.

Every table and column: what it means, what class it is of, who sees it, what a copy of a person's
data gives of it and what an erasure does. Nothing is written twice: it shows what is declared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.choices import CLEARANCE, DataClass, Role
from homeward.access.fields import EncryptedTextField
from homeward.access.person_level import RULES, Erasure, Export, Rule
from homeward.audit.tracking import HISTORY
from homeward.core.spreadsheets import csv_table

OURS = "homeward."
# The nearest above says what a field is; a field of ours is of one of these.
TYPES: "list[tuple[type[models.Field[Any, Any]], Any]]" = [
    (EncryptedTextField, gettext_lazy("encrypted text")),
    (models.ForeignKey, gettext_lazy("reference")),
    (ArrayField, gettext_lazy("list")),
    (models.BooleanField, gettext_lazy("yes or no")),
    (models.DateTimeField, gettext_lazy("moment")),
    (models.DateField, gettext_lazy("day")),
    (models.DecimalField, gettext_lazy("decimal number")),
    (models.FloatField, gettext_lazy("number")),
    (models.IntegerField, gettext_lazy("whole number")),
    (models.UUIDField, gettext_lazy("identifier")),
    (models.JSONField, gettext_lazy("structure")),
    (models.CharField, gettext_lazy("text")),
    (models.TextField, gettext_lazy("text")),
    (models.BinaryField, gettext_lazy("bytes")),
]
COMMANDS = {
    "SELECT": gettext_lazy("read"),
    "INSERT": gettext_lazy("add"),
    "UPDATE": gettext_lazy("change"),
    "DELETE": gettext_lazy("remove"),
    "ALL": gettext_lazy("read and write"),
}


@dataclass(frozen=True)
class Policy:
    """One row policy, as the database has it; `rule` is SQL."""

    name: str
    command: Any
    rule: str


@dataclass(frozen=True)
class Standing:
    """How the database guards a table: whether the application reads it, and its policies."""

    is_read: bool
    is_guarded: bool
    policies: Sequence[Policy]


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    kind: str
    is_required: bool
    points_to: str
    values: Sequence[str]
    help: str


@dataclass(frozen=True)
class Table:
    model: type[models.Model]
    standing: Standing

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def feature(self) -> str:
        return self.model._meta.app_label

    @property
    def meaning(self) -> str:
        """The first sentences of what the code says of it, in English; empty where it says none."""
        said = (self.model.__doc__ or "").strip()
        is_said = bool(said) and not said.startswith(f"{self.model.__name__}(")
        return " ".join(said.split("\n\n")[0].split()) if is_said else ""

    @property
    def history_of(self) -> str:
        return next((of._meta.db_table for of, own in HISTORY.items() if own is self.model), "")

    @property
    def rule(self) -> Rule | None:
        return RULES.get(self.model)

    @property
    def is_of_persons(self) -> bool:
        return self.rule is not None

    @property
    def data_class(self) -> DataClass | None:
        """The class that every row has; None where each row has its own, or none."""
        held = {each.name: each for each in self.model._meta.get_fields()}.get("data_class")
        value = getattr(held, "default", models.NOT_PROVIDED)
        return DataClass(value) if value in DataClass.values else None

    @property
    def columns(self) -> list[Column]:
        return [_column(each) for each in self.model._meta.concrete_fields]


def _column(held: Any) -> Column:
    target = held.related_model if held.is_relation else None
    return Column(
        name=held.column,
        label=capfirst(str(held.verbose_name)),
        kind=next((str(word) for of, word in TYPES if isinstance(held, of)), _("other")),
        is_required=not held.null and not held.blank and not held.has_default(),
        points_to=target._meta.db_table if target in _models() else "",
        values=[str(label) for _value, label in held.flatchoices or ()],
        help=str(held.help_text or ""),
    )


def feature_meaning(label: str) -> str:
    said = import_module(apps.get_app_config(label).name).__doc__ or ""
    return " ".join(said.strip().split("\n\n")[0].split())


@lru_cache(maxsize=1)
def _models() -> tuple[type[models.Model], ...]:
    found = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith(OURS)
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return tuple(sorted(found, key=lambda model: (model._meta.app_label, model._meta.db_table)))


def _standings() -> dict[str, Standing]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename, policyname, cmd, coalesce(qual, ''), coalesce(with_check, '')"
            " from pg_policies where schemaname = 'public' order by tablename, cmd, policyname"
        )
        policies: dict[str, list[Policy]] = {}
        for table, name, command, using, check in cursor.fetchall():
            rule = " · ".join(dict.fromkeys(text for text in (using, check) if text))
            policies.setdefault(table, []).append(Policy(name, COMMANDS[command], rule))
        cursor.execute(
            "select c.relname, c.relrowsecurity, has_table_privilege(%s, c.oid, 'select')"
            " from pg_class c where c.relnamespace = 'public'::regnamespace"
            " and c.relkind in ('r', 'p')",
            [settings.APP_ROLE],
        )
        return {
            name: Standing(is_read, is_guarded, policies.get(name, ()))
            for name, is_guarded, is_read in cursor.fetchall()
        }


UNGUARDED = Standing(False, False, ())


def tables(q: str = "", *, persons_only: bool = False) -> list[Table]:
    """Every table that `q` names by its own words or by a column's, in the reader's language."""
    standings = _standings()
    found = [Table(model, standings.get(model._meta.db_table, UNGUARDED)) for model in _models()]
    if persons_only:
        found = [one for one in found if one.is_of_persons]
    sought = q.strip().casefold()
    return [one for one in found if sought in _words(one)] if sought else found


def _words(one: Table) -> str:
    columns = (f"{each.name} {each.label}" for each in one.columns)
    return " ".join([one.name, one.label, one.meaning, *columns]).casefold()


def table(name: str) -> Table | None:
    return next((one for one in tables() if one.name == name), None)


def roles_cleared(data_class: DataClass) -> list[str]:
    return [str(Role(role).label) for role, classes in CLEARANCE.items() if data_class in classes]


def who_sees(one: Table) -> str:
    if not one.standing.is_read:
        return _("Nobody through the application: the database’s own functions alone.")
    if one.is_of_persons:
        return _(
            "Staff of the organisation that owns the row whose role is cleared for its class, and"
            " whom an agreement in force together with the person’s consent opens it to."
        )
    if one.standing.is_guarded:
        return _("Row by row, as the policies below say.")
    return _("Everybody who is signed in: it tells of nobody.")


def class_of(one: Table) -> str:
    if one.data_class is not None:
        return str(one.data_class.label)
    if one.is_of_persons:
        return _("as each row says")
    return _("none: not about a person")


def in_a_copy(one: Table) -> str:
    if one.rule is None:
        return _("not about a person")
    whole = one.rule.export == Export.ALL
    return (
        _("every row about the person") if whole else _("nothing: derived, and of no use to them")
    )


def at_erasure(one: Table) -> str:
    """What becomes of a row; the time of keeping is the programme's own rule."""
    if one.rule is None:
        return _("not about a person")
    if one.rule.erasure == Erasure.DELETE:
        return _("deleted")
    if not one.rule.clear:
        return _("kept for figures and accounts, without what names the person")
    return _("kept for figures and accounts, emptied: %(columns)s") % {
        "columns": ", ".join(one.rule.clear)
    }


def sheet(found: Sequence[Table]) -> bytes:
    """A row a column, for a spreadsheet, in the reader's language."""
    header = [
        _("Table"), _("Meaning"), _("Column"), _("Label"), _("Kind"), _("Required"),
        _("Points to"), _("Values"), _("Class"), _("Who sees it"), _("In a copy of one’s data"),
        _("At erasure"),
    ]  # fmt: skip
    rows = []
    for one in found:
        guarded = [class_of(one), who_sees(one), in_a_copy(one), at_erasure(one)]
        rows += [
            [
                one.name, one.meaning, each.name, each.label, each.kind,
                _("Yes") if each.is_required else _("No"), each.points_to, "; ".join(each.values),
                *guarded,
            ]
            for each in one.columns
        ]  # fmt: skip
    return csv_table(header, rows)
