"""Tells the database what an erasure does to each person-level table; anew after each migration.

The rules stand beside the models (access.person_level); the function that erases across all
organisations runs in the database, so it reads them there.
"""

import json
from typing import Any

from django.db import connections, models
from psycopg import sql

from homeward.access.person_level import RULES, Erasure, Rule
from homeward.core.commas import enumerated


def write(sender: Any, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if "rights_erasable" not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute("delete from rights_erasable")
        for model, rule in RULES.items():
            if model._meta.db_table in tables:
                cursor.execute(
                    "insert into rights_erasable (name, person_column, verb, emptied, parts)"
                    " values (%s, %s, %s, %s, %s)",
                    [
                        model._meta.db_table,
                        _column(model, rule.person_field),
                        rule.erasure.value,
                        emptied(model, rule, connection),
                        json.dumps(parts(model)),
                    ],
                )


def parts(model: type[models.Model]) -> list[dict[str, str]]:
    """Tables whose rows can't be without a row of this one, and the column that names it.

    Most of them name the same person and would go anyway; some may name another one. What is
    emptied and stays is left to its own rule.
    """
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete != models.CASCADE:
            continue
        part = relation.related_model
        if part not in RULES or RULES[part].erasure == Erasure.DELETE:
            found.append({"name": part._meta.db_table, "of_row": relation.field.column})
    return sorted(found, key=lambda part: part["name"])


def _column(model: type[models.Model], name: str) -> str:
    """Rules name fields by their column or by themselves."""
    for field in model._meta.concrete_fields:
        if name in {field.attname, field.name}:
            return str(field.column)
    raise LookupError(f"{model._meta.label} has no field {name}")


def emptied(model: type[models.Model], rule: Rule, connection: Any) -> str:
    """`set` of the update that empties the fields which the rule names."""
    if rule.erasure != Erasure.CLEAR:
        return ""
    parts = []
    for name in rule.clear:
        field: Any = model._meta.get_field(name.removesuffix("_id"))
        value = _empty(field, connection)
        parts.append(
            sql.SQL("{} = {}")
            .format(sql.Identifier(field.column), sql.Literal(value))
            .as_string(connection.connection)
        )
    return enumerated(parts)


def _empty(field: Any, connection: Any) -> Any:
    """As the database has it: nothing where a column may hold nothing, else the field's default."""
    if field.db_type(connection) == "bytea":
        return b""
    return None if field.null else field.get_db_prep_save(field.get_default(), connection)
