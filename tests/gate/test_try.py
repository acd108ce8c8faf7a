import time
from typing import Any
from django.db import transaction
from tests.gate.world import World
from tests.gate import rows

def test_try(own_database: None, cast: Any) -> None:
    t=time.perf_counter()
    w = World(cast)
    print("world", time.perf_counter()-t)
    print(len(rows.shapes()), rows.shapes().keys(), len(rows.histories()))
    with transaction.atomic():
        for what in ("step","step","step","end","end"):
            t=time.perf_counter()
            f=rows.read(w); t1=time.perf_counter()
            s=rows.seen(w.actors(), what); t2=time.perf_counter()
            print(what, len(f), len(s), t1-t, t2-t1)
            w.compare(what); print(time.perf_counter()-t2)
