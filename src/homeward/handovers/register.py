"""Tells the database which tables go along when a file changes hands; anew after each migration.

Every person-level table that the gate guards goes along, with its history: a new feature's as soon
as it is migrated. What does not is named here, with the reason.
"""

from typing import Any

from django.db import connections

from homeward.access.models import Guarded
from homeward.access.person_level import RULES
from homeward.audit.tracking import HISTORY

# Guarded tables that stay with whom they are of.
STAYS = {
    "rights_erasuredecision": "what the lead itself decided, and answers for; carried out or not",
    "persons_searchtokens": "made anew under the receiver's key, by handovers_move itself",
    "cases_case": "moved first, with who answers for it, by handovers_move itself",
}
# A wait stays where it was done and goes along where it is open; the rest are accounts of an act.
NOT_GUARDED = {
    "tasks_task": "an open one goes along; one that is done is what the lead did, without a name",
    "emergencies_emergencyaccess": "who opened what, of whoever did; an open one ends",
    "emergencies_emergencyreview": "the review of that, of the organisation that reviews",
    "evaluations_extractedperson": "the job's alone, of a frozen extract",
    "exports_exportedperson": "what was exported, of the organisation that did",
    "offline_takenrow": "what was taken along on a device, of the user who did",
}
HOLDERS = ("holder_org_id", "body_org_id")


def movable() -> list[tuple[str, str, str, list[str]]]:
    """Table, person column, history and columns of holders of all that goes along."""
    found = []
    for model, rule in RULES.items():
        table = model._meta.db_table
        if not issubclass(model, Guarded) or table in STAYS:
            continue
        columns = {field.column for field in model._meta.concrete_fields}
        named = {field.attname: field.column for field in model._meta.concrete_fields}
        history = HISTORY.get(model)
        found.append(
            (
                table,
                str(named[rule.person_field]),
                history._meta.db_table if history else "",
                [column for column in HOLDERS if column in columns],
            )
        )
    return sorted(found)


def write(sender: Any, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if "handovers_movable" not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute("delete from handovers_movable")
        cursor.executemany(
            "insert into handovers_movable (name, person_column, history, holders)"
            " values (%s, %s, %s, %s)",
            [line for line in movable() if line[0] in tables],
        )
