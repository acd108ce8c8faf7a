"""What migrations of more than one feature use."""

from collections.abc import Sequence
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField, AlterField
from django.db.migrations.operations.models import (
    AddConstraint,
    AddIndex,
    CreateModel,
    IndexOperation,
    ModelOptionOperation,
)
from django.db.migrations.operations.special import RunPython, RunSQL
from django.db.migrations.state import ProjectState, StateApps

# What a new table is created with.
COME_ALONG = (AddField, AddIndex, AddConstraint)
# What leaves every other model's state as it was.
TOUCHING_ONE = (*COME_ALONG, CreateModel, AlterField, IndexOperation, ModelOptionOperation, RunSQL)


class Together(Operation):
    """Operations that render the models they change once, and no others.

    Django renders anew whatever is related to a changed model, and here all is related to all: one
    migration of the change history took nine seconds. Each operation sees the state after all of
    them: a table is created with everything that it has in the end, and what adds a field, an index
    or a constraint to it has nothing left to do. What other models say of these is left as it was
    until a `RunPython` asks for it, as Django does for an altered field.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered: StateApps | None = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is None or not all(isinstance(one, TOUCHING_ONE) for one in self.operations):
            return  # all models are rendered when somebody asks for one
        changed = sorted(
            {(app_label, _touched(one)) for one in self.operations} & state.models.keys()
        )
        with rendered.bulk_update():
            for key in changed:
                rendered.unregister_model(*key)
        rendered.render_multiple([state.models[key] for key in changed])
        state.__dict__["apps"] = rendered
        state.is_delayed = True

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
        made = self._made()
        for operation in reversed(self._of_the_database()):
            # What a table was given goes with it: a trigger's model is in no state any more.
            if isinstance(operation, CreateModel) or _model_of(operation) not in made:
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _of_the_database(self) -> list[Operation]:
        made = self._made()
        return [
            one
            for one in self.operations
            if not (isinstance(one, COME_ALONG) and one.model_name_lower in made)
        ]

    def _made(self) -> set[str]:
        return {one.name_lower for one in self.operations if isinstance(one, CreateModel)}

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


class Fill(RunPython):
    """A `RunPython` that writes rows of a few tables and follows no relation backwards.

    Django renders all models anew before a `RunPython`, in case that it asks one for what points
    to it: a third of the time to make an empty database.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
            self.code(from_state.apps, schema_editor)


def _touched(operation: Operation) -> str:
    """The name of the model whose state it changes; none for SQL."""
    name: str = getattr(operation, "model_name_lower", getattr(operation, "name_lower", ""))
    return name


def _model_of(operation: Operation) -> str:
    """The model that an operation names; none for SQL and for functions."""
    return str(getattr(operation, "model_name", "")).lower()
