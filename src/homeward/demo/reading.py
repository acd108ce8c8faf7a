"""Who opened which file in the demo corridor: a few true entries of the read log, a few changes.

They run as the users they are of, through the gate, so that log and history say what they would
say of people. The times are those of the filling: the log takes nobody's word for the time.
"""

from collections.abc import Iterable

from homeward.access import gate, unit
from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.cases.models import Case, Fact
from homeward.demo.world import World

FILES, CORRECTED = 6, 2


def read_files(world: World) -> None:
    """Some counsellors and case managers open files of theirs; one also opens others' files."""
    readers = [world.cast.counsellors[0], world.cast.managers[0], world.cast.managers[1]]
    for reader in readers:
        own = _with_health(reader)
        for case in own:
            _open(case, reader)
        _correct(own[:CORRECTED], reader)
    curious = readers[-1]
    for case in _with_health(readers[1]):
        _open(case, curious)


def _with_health(worker: User) -> list[Case]:
    found = Case.objects.filter(worker=worker, facts__data_class=DataClass.HEALTH)
    return list(found.distinct().order_by("reference")[:FILES])


def _open(case: Case, reader: User) -> None:
    with gate.acting_user(reader.pk):
        if work := unit.current():
            work.action, work.path = "cases.read", "cases/<uuid:pk>/"
        list(Fact.objects.filter(case=case))


def _correct(cases: Iterable[Case], worker: User) -> None:
    for case in cases:
        with gate.acting_user(worker.pk):
            Case.objects.filter(pk=case.pk).update(destination=f"{case.destination} North")
