"""A worker of its own process, for tests that kill it: `worker DATABASE PORT MOMENT`."""
# ruff: noqa: PLC0415 - Django is set up first

import os
import sys
from datetime import datetime

import django


def main(database: str, port: str, moment: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection

    from homeward.webhooks import actions
    from homeward.webhooks.tests.conftest import leading_to

    connection.settings_dict["NAME"] = database
    for way in settings.KEY_STORE.values():
        way["dbname"] = f"test_{way['dbname']}"
    with connection.cursor() as cursor:
        cursor.execute(f"set role {settings.APP_ROLE}")
    sender = actions.Sender(out=leading_to(int(port)))
    print(actions.tell_due(at=datetime.fromisoformat(moment), sender=sender))


if __name__ == "__main__":
    main(*sys.argv[1:])
