"""A demo stays a demo, and a real installation never serves a demo's people.

The sign-ins of the demo corridor are published with their password. The database itself refuses
generated data where it holds persons (persons/generated.sql); this is the other way round.
"""

import os

from homeward.config import folders

MARKED = (
    "The folder {home} holds a demo, and HOMEWARD_DEMO says that this is none. A demo never becomes"
    " a real installation: its secrets and its sign-ins are known. Give HOMEWARD_HOME a new folder"
    " and DATABASE_URL an empty database."
)
GENERATED = (
    "This database holds the demo's {number} users, whose password everybody can read, and this is"
    " no demo. Give DATABASE_URL (and HOMEWARD_KEYS_URL) an empty database of its own."
)


def refusal() -> str:
    """Why nothing is begun here; empty where nothing stands against it."""
    said = os.environ.get("HOMEWARD_DEMO")
    if folders.demo_mark().exists() and said is not None and not _is_yes(said):
        return MARKED.format(home=folders.home())
    return "" if _is_yes(said or "") else _of_database()


def _is_yes(said: str) -> bool:
    return said.lower() in {"1", "true", "yes", "on"}


def _of_database() -> str:
    number = users()
    return GENERATED.format(number=number) if number else ""


def users() -> int:
    """How many users the demo's generator made; none where no database is there to ask yet."""
    import psycopg  # noqa: PLC0415 - a file tool starts without it

    from homeward.config import database  # noqa: PLC0415
    from homeward.config.environment import env  # noqa: PLC0415

    way = database.connection(secret_key=env("HOMEWARD_SECRET_KEY"))
    names = {"NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user"}
    said = {libpq: str(way[django]) for django, libpq in names.items()}
    said |= {key: value for key, value in way["OPTIONS"].items() if isinstance(value, str)}
    said |= {"password": str(way["PASSWORD"]), "connect_timeout": "5"}
    try:
        with psycopg.connect(psycopg.conninfo.make_conninfo(**said)) as connection:
            row = connection.execute("select count(*) from access_user where is_generated")
            return int((row.fetchone() or (0,))[0])
    except psycopg.Error:
        # No server, no role or no table yet: the command itself says what lacks.
        return 0
