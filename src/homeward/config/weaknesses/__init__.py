"""`homeward check --deploy`: where a deployment is weaker than it need be, in words.

Each sentence says what it is and what to do. What a program can't know is asked back.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from homeward.config.weaknesses import data, framework, people, secrets, surroundings

# A part that an installation may lack tells of itself.
ELSEWHERE = ["homeward.config.backups.health"]

QUESTIONS = [
    "Are the disks of both database servers and of the backups encrypted, and who can open them?",
    "Who holds a second copy of HOMEWARD_MASTER_KEY, and where? Lost, every name is lost.",
    "When was a backup last restored, and by whom? `homeward drill` does it and says how long.",
    "Does anybody but the administrators have a shell, or a database client, on these machines?",
    "Who is told when this machine doesn't answer, at night too?",
    "Was the data protection impact assessment written, and does it name this installation?",
]


def found() -> list[str]:
    """All weaknesses. The settings must be readable; what needs a database is left out without."""
    asked: list[Callable[[], Iterator[str]]] = [
        *secrets.ASKED,
        *surroundings.ASKED,
        *data.ASKED,
        *people.ASKED,
        framework.weaknesses,
    ]
    said = [sentence for ask in asked for sentence in _asked(ask)]
    for name in ELSEWHERE:
        if _is_there(name):
            said += import_module(name).faults()
    return said


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _asked(ask: Callable[[], Iterator[str]]) -> list[str]:
    from django.db import Error, connection  # noqa: PLC0415
    from psycopg import Error as ServerError  # noqa: PLC0415

    from homeward.access.keys.faults import KeyFault  # noqa: PLC0415

    try:
        return list(ask())
    except (Error, ServerError, KeyFault) as error:
        if not connection.closed_in_transaction:
            connection.close()
        return [f"A question could not be asked ({ask.__name__.strip('_')}): {str(error).strip()}"]
