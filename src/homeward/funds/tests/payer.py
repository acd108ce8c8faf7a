"""Pays the instalments of a test's own database one by one, and says so after each commit.

Run as a process of its own, so that a test can kill it: database, user, and the instalments' ids.
"""

import sys

import django
from django.conf import settings


def main(database: str, user: int, ids: list[str]) -> None:
    django.setup()
    for way in settings.KEY_STORE.values():
        way["dbname"] = f"test_{way['dbname']}"
    settings.DATABASES["default"]["NAME"] = database
    from django.db import connection, transaction  # noqa: PLC0415 - settings come first
    from django.utils import timezone  # noqa: PLC0415

    from homeward.access import gate  # noqa: PLC0415
    from homeward.access.choices import Purpose  # noqa: PLC0415
    from homeward.access.models import User  # noqa: PLC0415
    from homeward.core.refusals import Refused  # noqa: PLC0415
    from homeward.funds import actions  # noqa: PLC0415
    from homeward.funds.models import Instalment  # noqa: PLC0415

    connection.settings_dict["NAME"] = database
    for pk in ids:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"set local role {settings.APP_ROLE}")
                with gate.acting_user(user, Purpose.FINANCE):
                    by = User.objects.get(pk=user)
                    found = Instalment.objects.get(pk=pk)
                    actions.pay(found, timezone.localdate(), by=by, at=timezone.now())
        except Refused:
            continue
        print(pk, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
