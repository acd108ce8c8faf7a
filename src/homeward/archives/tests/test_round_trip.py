"""From one installation into another, empty one: equal counts, sums and fingerprints."""

import time
from pathlib import Path
from typing import Any

from django.utils import timezone

from homeward.access.models import Organisation
from homeward.archives import actions
from homeward.demo.fill import fill

PASSPHRASE = "a long way home and back"


def test_x(own_database: None, elsewhere: Any, tmp_path: Path) -> None:
    t = time.time()
    fill(4, 2026, lambda done: None)
    print("fill", time.time() - t)
    t = time.time()
    from django.db.models import Count

    from homeward.cases.models import Case

    for o in Case.objects.values_list("owner_org__name").annotate(n=Count("id")):
        print(o)
    org = Organisation.objects.filter(pk__in=Case.objects.values("owner_org")).first()
    manifest = actions.write_as_owner(
        org, tmp_path / "a.hw", PASSPHRASE, reason="r", at=timezone.now()
    )
    print("export", time.time() - t, (tmp_path / "a.hw").stat().st_size)
    t = time.time()
    print({k: v["rows"] for k, v in manifest["tables"].items()})
    print(manifest["left"])
    with elsewhere():
        print("db", time.time() - t)
        t = time.time()
        try:
            report = actions.arrive([tmp_path / "a.hw"], PASSPHRASE, at=timezone.now())
        except actions.NotTaken as e:
            for c in e.conflicts:
                print(c)
            raise
        print("import", time.time() - t)
        t = time.time()
        print(report.otherwise, report.suspended, report.is_equal)
        print({k: v["stood_here"] for k, v in report.tables.items() if v["stood_here"]})
