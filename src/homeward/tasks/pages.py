"""Where each kind of wait is ended: the page, the verb it needs, and why it is open.

A feature's urls.py adds its kinds with `add`; My work, the case page and the portal read them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

CASE, SUBJECT = "case", "subject"


@dataclass(frozen=True)
class Work:
    """`about` says whether the page is the case's, that of the wait's subject, or neither ("").

    `by_another`: whoever waits for it asked for a second person, and never ends it themselves.
    `reasons` puts the code of a wait's note into words, by a table or a function.
    """

    url: str
    about: str
    action: str
    label: Any
    why: Any
    reasons: Mapping[str, Any] | Callable[[str], str] | None = None
    by_another: bool = False


WORK: dict[TaskKind, Work] = {}


def add(kind: TaskKind, work: Work) -> None:
    if WORK.setdefault(kind, work) != work:
        raise ValueError(f"{kind} has its page already")


def note_in_words(kind: TaskKind, note: str) -> str:
    """What a wait's note says; a note without a table is shown as it is."""
    reasons = WORK[kind].reasons
    if not note or reasons is None:
        return note
    return reasons(note) if callable(reasons) else str(reasons.get(note, note))


def by_another() -> list[str]:
    """The kinds of wait that who waits may not end."""
    return [kind.value for kind, work in WORK.items() if work.by_another]


def waits_for_a_second(task: Task) -> bool:
    return task.holder_id is None and WORK[TaskKind(task.kind)].by_another


def holder(task: Task, user: User) -> str:
    """Who holds a wait, in the reader's words: by name only where somebody is named."""
    if task.holder_id == user.pk:
        return _("You")
    if waits_for_a_second(task):
        return _("A second person")
    if task.holder_id is None and task.holder_org_id == user.organisation_id:
        return _("Your organisation")
    return str(task.holder or task.holder_org)


def kinds_of(user: User) -> list[str]:
    """The kinds of wait that this user may end."""
    may = {action: can(user, action) for action in {work.action for work in WORK.values()}}
    return [kind.value for kind, work in WORK.items() if may[work.action]]
