"""Reads of agreements and their clauses."""

from collections.abc import Iterable

from django.db import connection

from homeward.access.choices import DataClass, Purpose


def covers(
    *,
    from_org_id: int,
    to_org_id: int,
    programme_id: int,
    classes: Iterable[DataClass],
    purpose: Purpose,
) -> bool:
    """Do clauses in force let `to_org` see all these classes of `from_org`'s rows?

    Asked of the same function that the row policies ask, so that a rule and the gate agree.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_and(gate_clause_covers(%s, %s, k, %s, %s))"
            " from unnest(%s::smallint[]) as k",
            [from_org_id, programme_id, to_org_id, int(purpose), sorted({int(c) for c in classes})],
        )
        return cursor.fetchone()[0] is not False
