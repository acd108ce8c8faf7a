"""Operations of migrations that go together."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

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


def states() -> tuple[ProjectState, ProjectState]:
    before = ProjectState()
    after = before.clone()
    TOGETHER.state_forwards("core", after)
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


def test_what_was_rendered_before_shows_the_new_models() -> None:
    state = ProjectState()
    assert not state.apps.get_models()
    TOGETHER.state_forwards("core", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Book"}


def test_it_tells_what_it_does() -> None:
    assert TOGETHER.describe() == "Create model Shelf; Create model Book"
