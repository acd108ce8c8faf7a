"""How an action asks the database (users/policies.sql)."""

from typing import Any

from django.db import connection
from psycopg import sql


def call(function: str, *args: Any) -> Any:
    marks = sql.SQL(", ").join([sql.Placeholder()] * len(args))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("select {}({})").format(sql.Identifier(function), marks), args)
        return cursor.fetchone()[0]
