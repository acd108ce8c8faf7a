"""A search over words that were folded by `core.words` before they were written."""

from typing import Any

from django.contrib.postgres.search import SearchQuery


class Lexemes(SearchQuery):
    """A query whose words are folded already: the server's own parser knows no Arabic."""

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        return super().as_sql(compiler, connection, template="%(expressions)s::tsquery")
