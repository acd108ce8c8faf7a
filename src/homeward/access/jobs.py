"""Background jobs that read person-level rows: each is declared, with its classes and purpose.

`@job(...)` declares one; the migration writes it into `access_job`, where the gate reads it. A
job that is not there can't act, and what the caller says of classes or purpose counts for nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from homeward.access import gate
from homeward.access.choices import ActorKind, DataClass, Purpose

Work = TypeVar("Work", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Declared:
    """`across_owners`: it runs for nobody's rows in particular and sees none; definer functions
    give it ids, scores and aggregates. Otherwise each run is for one organisation."""

    classes: frozenset[DataClass]
    purpose: Purpose
    across_owners: bool


JOBS: dict[str, Declared] = {}


def declare(name: str, *, classes: set[DataClass], purpose: Purpose, across_owners: bool) -> None:
    JOBS[name] = Declared(classes=frozenset(classes), purpose=purpose, across_owners=across_owners)


def job(
    name: str, *, classes: set[DataClass], purpose: Purpose, across_owners: bool = False
) -> Callable[[Work], Work]:
    """Declares a function as a job: it runs as one unit of work of that job's actor.

    One that is not across owners takes `organisation_id` by name.
    """
    declare(name, classes=classes, purpose=purpose, across_owners=across_owners)

    def wrap(work: Work) -> Work:
        @wraps(work)
        def run(*args: Any, **kwargs: Any) -> Any:
            with acting_job(name, None if across_owners else kwargs["organisation_id"]):
                return work(*args, **kwargs)

        return cast(Work, run)

    return wrap


@contextmanager
def acting_job(name: str, organisation_id: int | None = None) -> Iterator[None]:
    actor_id = name if organisation_id is None else f"{name}/{organisation_id}"
    with gate.acting(ActorKind.JOB, actor_id, JOBS[name].purpose):
        yield
