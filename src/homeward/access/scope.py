"""A row's `scope`: owner, programme and class in one number, kept by the database."""

from typing import Any

from django.db import models
from django.db.models import F, Func, IntegerField


class GateScope(Func):
    """gate_scope(owner, programme, class) of access/sql/gate.sql."""

    function = "gate_scope"
    arity = 3


def scope_field() -> Any:
    return models.GeneratedField(
        expression=GateScope(
            F("owner_org_id"), F("programme_id"), F("data_class"), output_field=IntegerField()
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
