"""The role under which the web and the jobs connect: it owns nothing and bypasses nothing."""

from typing import Any

from django.conf import settings
from psycopg import sql


def make_app_role(cursor: Any, password: str) -> None:
    """Of this server: roles are shared by its databases."""
    role = sql.Identifier(settings.APP_ROLE)
    cursor.execute("select 1 from pg_roles where rolname = %s", [settings.APP_ROLE])
    if not cursor.fetchone():
        cursor.execute(sql.SQL("create role {} login nobypassrls").format(role))
    if password:
        cursor.execute(sql.SQL("alter role {} password {}").format(role, sql.Literal(password)))
    cursor.execute("select rolsuper from pg_roles where rolname = current_user")
    if not cursor.fetchone()[0]:
        cursor.execute(sql.SQL("grant {} to current_user").format(role))
