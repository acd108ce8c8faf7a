"""What migrations of more than one feature use."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField
from django.db.migrations.operations.models import AddConstraint, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

# What a new table is created with.
COME_ALONG = (AddField, AddIndex, AddConstraint)


class Together(Operation):
    """Operations whose models are rendered once, not after each of them.

    Django renders anew whatever is related to a changed model, and here all is related to all: one
    migration of the change history took nine seconds. Each operation sees the state after all of
    them: a table is created with everything that it has in the end, and what adds a field, an index
    or a constraint to it has nothing left to do.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Rendered again when somebody asks for it.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self._of_the_database():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self._of_the_database()):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _of_the_database(self) -> list[Operation]:
        made = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}
        return [
            one
            for one in self.operations
            if not (isinstance(one, COME_ALONG) and one.model_name_lower in made)
        ]

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)
