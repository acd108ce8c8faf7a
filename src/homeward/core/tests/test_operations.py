"""Operations of migrations that go together."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger, UpsertTriggerSql

from homeward.audit.operations import AddTrigger
from homeward.core.operations import Together

KEY = ("id", models.BigAutoField(primary_key=True))
TOGETHER = Together(
    [
        migrations.CreateModel("Shelf", [KEY]),
        migrations.CreateModel(
            "Book",
            [KEY, ("shelf", models.ForeignKey("core.shelf", models.CASCADE))],
            options={"indexes": [models.Index(fields=["shelf"], name="books_of_a_shelf")]},
        ),
    ]
)
TABLES = {"core_shelf", "core_book"}


KEPT = Trigger(
    name="kept",
    sql=UpsertTriggerSql(
        func="RETURN OLD;", hash="0", operation="DELETE", pgid="pgtrigger_kept", table="core_book",
        when="BEFORE",
    ),
)  # fmt: skip
TRACKED = Together([*TOGETHER.operations, AddTrigger(model_name="book", trigger=KEPT)])


def states(operation: Together = TOGETHER) -> tuple[ProjectState, ProjectState]:
    before = ProjectState()
    after = before.clone()
    operation.state_forwards("core", after)
    return before, after


def tables() -> set[str]:
    return TABLES & set(connection.introspection.table_names())


def test_they_are_done_and_undone(db: None) -> None:
    before, after = states()
    with connection.schema_editor() as editor:
        TOGETHER.database_forwards("core", editor, before, after)
    assert tables() == TABLES
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "core_book")
    assert "books_of_a_shelf" in found
    with connection.schema_editor() as editor:
        TOGETHER.database_backwards("core", editor, after, before)
    assert tables() == set()


def test_a_trigger_goes_with_its_table(db: None) -> None:
    before, after = states(TRACKED)
    with connection.schema_editor() as editor:
        TRACKED.database_forwards("core", editor, before, after)
    with connection.schema_editor() as editor:
        TRACKED.database_backwards("core", editor, after, before)
    assert tables() == set()


def test_what_was_rendered_before_shows_the_new_models() -> None:
    state = ProjectState()
    assert not state.apps.get_models()
    TOGETHER.state_forwards("core", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Book"}


def test_it_tells_what_it_does() -> None:
    assert TOGETHER.describe() == "Create model Shelf; Create model Book"
