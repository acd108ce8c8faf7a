"""The way back to a savepoint stands for a restore.

The data are as they were, and the key store, where each statement commits by itself, is as it is
today.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
