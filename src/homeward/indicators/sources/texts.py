"""The texts of SQL in this folder, put together; no models, so that a migration may read it."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
NAMES = (
    "actors", "budgets", "businesses", "costs", "leavings", "members", "needs", "referrals",
    "returns", "scores", "settlement", "wider", "work",
)  # fmt: skip
COLUMNS = {
    "unit": "text", "case_id": "uuid", "person": "uuid", "people": "bigint", "programme": "bigint",
    "host": "text", "origin": "text", "place": "text", "area": "bigint", "organisation": "bigint",
    "entered_on": "date", "wave": "text", "currency": "text", "kind": "text", "outcome": "text",
    "months": "bigint", "on": "date", "until": "date", "value": "float8", "base": "float8",
    "sex": "text", "birth_year": "bigint",
}  # fmt: skip
# What of persons_person stands beside each row; the rest is the source's own.
OF_PERSON = {"sex": "coalesce(p.sex, '')::text", "birth_year": "p.birth_year::bigint"}
# No file under a seal is counted, by whomever it was sealed (docs/decisions/0046).
UNSEALED = """
where (e.case_id in (select s.case_id from public.seals_seal s where s.lifted_at is null))
        is not true
  and (e.person in (select f.person_id from public.seals_sealedfile f
        join public.seals_seal s on s.id = f.seal_id where s.lifted_at is null)) is not true
"""
COMMENT = re.compile(r"^--.*\n", re.MULTILINE)


def query(name: str) -> str:
    """One select over all columns, as whoever runs it sees the rows."""
    ground, text = (_text(part) for part in ("ground", name))
    shared, main = _split(text)
    parts = [ground.strip(), *([shared.strip()] if shared else [])]
    columns = ",\n    ".join(
        f"{OF_PERSON.get(column, f'e.{_quoted(column)}::{kind}')} as {_quoted(column)}"
        for column, kind in COLUMNS.items()
    )
    return (
        f"with {', '.join(parts)}\nselect {columns}\nfrom (\n{main.strip()}\n) e\n"
        "left join public.persons_person p on p.id = e.person"
    )


def function(name: str) -> str:
    """The definer function that gives the job these rows of all organisations."""
    given = ", ".join(f"{_quoted(column)} {kind}" for column, kind in COLUMNS.items())
    return f"""
create or replace function indicators_{name}() returns table ({given})
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
    if public.gate_job() is distinct from 'compute_indicators' then
        raise exception 'indicators_{name}: for the job alone' using errcode = '42501';
    end if;
    return query {query(name)}{UNSEALED};
end $$;
"""


def drop(name: str) -> str:
    return f"drop function if exists indicators_{name}();\n"


def _text(name: str) -> str:
    return COMMENT.sub("", (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def _split(text: str) -> tuple[str, str]:
    """What stands before the select itself; that one alone begins at the margin."""
    at = re.search(r"^select ", text, re.MULTILINE)
    if at is None:
        raise ValueError("a source without a select")
    return text[: at.start()], text[at.start() :]


def _quoted(name: str) -> str:
    return f'"{name}"'
