"""Migrating an empty database stays a matter of a minute."""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation

# As many bare operations as a migration may have: each renders all models that are related.
MOST = 2


def _is_bare(operation: Operation) -> bool:
    return isinstance(operation, (FieldOperation, IndexOperation, ModelOperation))


def test_operations_on_models_stand_together() -> None:
    migrations = MigrationLoader(None).disk_migrations.values()
    ours = [one for one in migrations if type(one).__module__.startswith("homeward.")]
    assert ours
    apart = {
        f"{one.app_label}.{one.name}": bare
        for one in ours
        if (bare := sum(map(_is_bare, one.operations))) > MOST
    }
    assert not apart, f"Wrap them in core.operations.Together: {apart}"
