"""Carries a begun stage out in a test's own database, and says after each commit how many moved.

Run as a process of its own, so that a test can kill it: database, stage, cases in one batch.
"""

import os
import sys

import django
from django.conf import settings


def main(database: str, stage: str, at_once: int) -> None:
    # As the installation's own processes run: the app's role, whose policies hold.
    os.environ["HOMEWARD_DB_AS"] = "app"
    django.setup()
    for way in settings.KEY_STORE.values():
        way["dbname"] = f"test_{way['dbname']}"
    settings.DATABASES["default"]["NAME"] = database
    from uuid import UUID  # noqa: PLC0415 - settings come first

    from django.db import connection  # noqa: PLC0415

    from homeward.handovers import actions  # noqa: PLC0415
    from homeward.handovers.actions import running  # noqa: PLC0415

    connection.settings_dict["NAME"] = database
    running.AT_ONCE = at_once
    actions.run(UUID(stage), progress=lambda moved: print(moved, flush=True))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
