"""Values travel apart from the statement, and PostgreSQL takes 65,535 of them with one.

Django counts this from version 6.0 on; until then `bulk_create` sends all rows at once, and a
programme of fifteen thousand persons could not be sampled.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.features import DatabaseFeatures
from django.db.backends.postgresql.operations import DatabaseOperations

MAX_VALUES = 2**16 - 1
# `bulk_update` names a row's key once for each field and once more; Django asks with the key twice.
VALUES_PER_FIELD = 2


class Features(DatabaseFeatures):
    max_query_params = MAX_VALUES


class Operations(DatabaseOperations):
    def bulk_batch_size(self, fields: Sequence[Any], objs: Sequence[Any]) -> int:
        return min(len(objs), MAX_VALUES // (VALUES_PER_FIELD * max(len(fields), 1)))


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = Features
    ops_class = Operations
