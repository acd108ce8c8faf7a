"""Migrates and fills the database of HOMEWARD_HOME, as its owner: `python fill.py HOUSEHOLDS`."""

import os
import sys
import time

os.environ["HOMEWARD_DB_AS"] = "owner"
import django

django.setup()

from django.core.management import call_command  # noqa: E402

from homeward.demo.fill import fill  # noqa: E402

call_command("migrate", interactive=False, verbosity=0)
began = time.monotonic()
done = fill(int(sys.argv[1]), seed=1, checked=False)
print(f"{done.persons} persons in {done.rows} rows, {time.monotonic() - began:.0f} s", flush=True)
