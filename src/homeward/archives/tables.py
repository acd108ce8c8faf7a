"""A table as text: which columns travel, how each is read from the database and written back.

Every value has one plain spelling, which is what stands in the CSV file and what fingerprints are
taken of: numbers in digits, days and moments in ISO 8601 (UTC), arrays and objects as JSON, bytes
as a file of their own. So it says the same in every installation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from homeward.access.fields import EncryptedBytesField, EncryptedTextField
from homeward.access.person_level import RULES
from homeward.archives.classes import MEANT_ALIKE, Class, Own, Part, Pointed, Stays, class_of
from homeward.audit.tracking import HISTORY, Change

# Folded by the gate from other rows, and folded anew there.
FOLDED = {"shared_with", "shared_until", "sealed", "scope"}
# Of a user: what lets somebody in.
NEVER = {
    "access_user": {"password", "last_login", "session_stamp", "is_active", "suspended_at"},
}
# Columns that name rows of a table without a foreign key to it.
NAMING = {
    "programme_id": "programmes.Programme",
    "programmes": "programmes.Programme",
    "areas": "places.Area",
    "area_ids": "places.Area",
    "occupation_ids": "occupations.Occupation",
    "takers": "access.User",
    "pgh_by": "access.User",
    "pgh_by_org": "access.Organisation",
}
# Which unique columns tell a row of reference again, where the first unique rule doesn't.
KNOWN_BY = {
    "access.Organisation": ("name", "kind", "country_id"),
    "access.User": ("email",),
    "places.Area": ("country_id", "pcode", "level", "name"),
    "programmes.Programme": ("code",),
    "agreements.Agreement": ("uid",),
}
KINDS = (
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.DecimalField, "number"),
    (models.FloatField, "number"),
    (models.IntegerField, "integer"),
    (models.JSONField, "object"),
    (ArrayField, "array"),
    (EncryptedBytesField, "sealed bytes"),
    (EncryptedTextField, "sealed"),
    (models.BinaryField, "bytes"),
)
FILES = {"bytes", "sealed bytes"}
READ = {
    "datetime": "to_char({c} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    "array": "to_json({c})::text",
    "bytes": "encode({c}, 'hex')",
    "sealed": "encode({c}, 'hex')",
    "sealed bytes": "encode({c}, 'hex')",
}
HEX = "decode({c}, 'hex')"
WRITE = {
    "array": "case when {c} is not null then coalesce((select array_agg(e.x order by e.n)"
    " from json_array_elements_text({c}::json) with ordinality e(x, n)), '{{}}')::{type} end",
    "bytes": HEX,
    "sealed": HEX,
    "sealed bytes": HEX,
}


@dataclass(frozen=True, kw_only=True)
class Column:
    name: str
    kind: str
    type: str
    null: bool
    # The table whose rows it names, "" for none; an array names several.
    to: str
    # The database holds it to that row. A history keeps the name of a row that is gone.
    held: bool
    # Where it is sealed: the field that opens it, and the column of the row that it is bound to.
    field: Any = None
    bound_to: str = ""

    @property
    def quoted(self) -> str:
        return f'"{self.name}"'

    def read(self, alias: str = "t") -> str:
        return READ.get(self.kind, "{c}::text").format(c=f"{alias}.{self.quoted}")

    def write(self, alias: str = "s") -> str:
        how = WRITE.get(self.kind, "{c}::{type}")
        return how.format(c=f"{alias}.{self.quoted}", type=self.type)

    @property
    def is_money(self) -> bool:
        return isinstance(self.field, models.DecimalField)


@dataclass(frozen=True, eq=False)
class Table:
    model: type[models.Model]
    klass: Class
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def pk(self) -> Column:
        return self.columns[0]

    @property
    def pointers(self) -> list[Column]:
        return [column for column in self.columns if column.to]

    @property
    def is_numbered(self) -> bool:
        """Its rows have a number of this installation, which is another one elsewhere."""
        return (
            self.pk.type in {"integer", "bigint"}
            and not self.pk.to
            and self.model._meta.pk.db_returning
        )

    @property
    def part_column(self) -> str:
        if isinstance(self.klass, Part):
            return str(self.model._meta.get_field(self.klass.of).attname)  # type: ignore[union-attr]
        return ""

    @property
    def person_column(self) -> str:
        rule = RULES.get(self.model)
        if rule is None:
            return ""
        return "id" if rule.person_field == "pk" else rule.person_field

    @property
    def is_meant_alike(self) -> bool:
        return self.label in MEANT_ALIKE

    @property
    def known_by(self) -> tuple[str, ...]:
        """The columns by which a row of reference is told again; all but its number if none are."""
        if known := KNOWN_BY.get(self.label):
            return known
        meta = self.model._meta
        unique = [f for f in meta.concrete_fields if f.unique and not f.primary_key]
        if unique and not issubclass(self.model, Change):
            return (str(unique[0].column),)
        for rule in meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and not rule.condition and rule.fields:
                return tuple(meta.get_field(name).attname for name in rule.fields)  # type: ignore[union-attr]
        if not self.is_numbered:
            return (self.pk.name,)
        return tuple(c.name for c in self.columns[1:] if not c.kind.startswith("sealed"))


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Every table that travels, what is pointed at before what points at it where that can be."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        klass = class_of(model)
        if klass is None or isinstance(klass, Stays):
            continue
        found[model._meta.label] = Table(model, klass, tuple(_columns(model)))
    return _in_order(found)


def _in_order(found: dict[str, Table]) -> dict[str, Table]:
    ordered: dict[str, Table] = {}
    entered: set[str] = set()

    def enter(label: str) -> None:
        if label in entered or label not in found:
            return
        entered.add(label)
        for column in found[label].pointers:
            enter(column.to)
        ordered[label] = found[label]

    for label in sorted(found):
        enter(label)
    return ordered


def _columns(model: type[models.Model]) -> Iterator[Column]:
    never = FOLDED | NEVER.get(model._meta.db_table, set())
    fields = [model._meta.pk, *(f for f in model._meta.concrete_fields if not f.primary_key)]
    for field in fields:
        if field.generated or field.column in never:
            continue
        yield _column(model, field)


def _column(model: type[models.Model], field: Any) -> Column:
    source = field.target_field if field.is_relation else field
    while source.is_relation:
        source = source.target_field
    opened, bound = field, model._meta.pk.column
    if issubclass(model, Change) and field.name in _sealed_of(model):
        opened, bound = _sealed_of(model)[field.name], "pgh_obj_id"
    kind = next(
        (name for of, name in KINDS if isinstance(opened if opened is not field else source, of)),
        "text",
    )
    return Column(
        name=field.column,
        kind=kind,
        type=str(field.db_type(connection)),
        null=field.null,
        to=_named(model, field),
        held=bool(field.is_relation and getattr(field, "db_constraint", True)),
        field=opened
        if kind.startswith("sealed") or isinstance(field, models.DecimalField)
        else None,
        bound_to=str(bound) if kind.startswith("sealed") else "",
    )


def _named(model: type[models.Model], field: Any) -> str:
    if field.is_relation:
        return str(field.related_model._meta.label)
    if issubclass(model, Change) and field.name == "id":
        return str(tracked(model)._meta.label)
    return NAMING.get(field.column, "")


def tracked(model: type[models.Model]) -> Any:
    return next(of for of, history in HISTORY.items() if history is model)


@cache
def _sealed_of(model: type[models.Model]) -> dict[str, Any]:
    """The sealed fields of the model whose history this is."""
    fields = tracked(model)._meta.concrete_fields
    return {field.name: field for field in fields if isinstance(field, EncryptedTextField)}


def is_closed(table: Table) -> bool:
    """Rows of others stay theirs, whatever of ours points at them."""
    if table.model in RULES or (issubclass(table.model, Change) and tracked(table.model) in RULES):
        return True
    if isinstance(table.klass, Own):
        return table.klass.closed
    if isinstance(table.klass, Part):
        whole = parent(table)
        return whole is not None and is_closed(whole)
    return not isinstance(table.klass, Pointed)


def parent(table: Table) -> Table | None:
    if not isinstance(table.klass, Part):
        return None
    related = table.model._meta.get_field(table.klass.of).related_model
    return tables().get(related._meta.label) if isinstance(related, type) else None


def own_where(table: Table) -> str:
    """The condition in SQL on `t` that a row is the organisation's (`{org}`); "" for none."""
    if isinstance(table.klass, Own):
        attname = {f.name: f.attname for f in table.model._meta.concrete_fields}
        said = [f't."{attname[c]}" = {{org}}' for c in table.klass.columns]
        return " or ".join([*said, *([table.klass.where] if table.klass.where else [])])
    if isinstance(table.klass, Part) and (whole := parent(table)):
        inner = own_where(whole)
        if not inner:
            return ""
        wholes = f'select t."{whole.pk.name}" from public."{whole.name}" t where {inner}'  # noqa: S608
        return f't."{table.part_column}" in ({wholes})'
    return ""
