"""A long list of keys travels as one array: a statement carries 65,535 values and no more."""

from typing import Any

from django.db.models import Field, ForeignObject, lookups
from django.db.models.fields.related_lookups import RelatedIn

# Shorter lists stay as Django writes them: plans know how many keys they were made for.
MANY = 1_000
ANY = "ANY (%s)"


class AsArray(lookups.In):
    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        sql, values = super().process_rhs(compiler, connection)
        plain = "(" + ", ".join(["%s"] * len(values)) + ")"
        if self.rhs_is_direct_value() and len(values) > MANY and sql == plain:
            return ANY, [list(values)]
        return sql, values

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= {rhs}" if rhs == ANY else super().get_rhs_op(connection, rhs)


class RelatedAsArray(AsArray, RelatedIn):
    pass


def register() -> None:
    Field.register_lookup(AsArray)
    ForeignObject.register_lookup(RelatedAsArray)
