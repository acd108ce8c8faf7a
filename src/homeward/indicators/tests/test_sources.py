"""Every source gives the columns, to the job over all organisations, and to nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError

from homeward.access import jobs
from homeward.conftest import Cast
from homeward.indicators import sources
from homeward.indicators.jobs import COMPUTE
from homeward.indicators.models import Definition
from homeward.indicators.rules import events
from homeward.indicators.rules.formula import DefinitionFacts, reasons_not_to_publish
from homeward.indicators.sources import reading, texts

AsApp = Callable[..., Any]


@pytest.mark.parametrize("name", texts.NAMES)
def test_a_source_gives_its_columns_to_the_job_alone(cast: Cast, as_app: AsApp, name: str) -> None:
    cast.arrived()
    with as_app(), jobs.acting_job(COMPUTE):
        assert dict(reading.of_all(name).schema) == events.SCHEMA
    with pytest.raises(DatabaseError, match="for the job alone"), as_app(cast.owner):
        reading.of_all(name)


@pytest.mark.parametrize("name", texts.NAMES)
def test_a_source_gives_a_reader_what_the_gate_lets_them_see(
    cast: Cast, as_app: AsApp, name: str
) -> None:
    cast.arrived()
    with as_app(cast.stranger):
        seen = reading.as_seen(name)
    assert seen.columns == [*events.SCHEMA, "case_id"]
    assert seen["case_id"].to_list() == [""] * seen.height


def test_every_shipped_definition_could_be_published_as_it_is(db: None) -> None:
    for definition in Definition.objects.select_related("indicator"):
        facts = DefinitionFacts(
            **{
                name: getattr(definition, name)
                for name in ("meaning", "numerator", "denominator", "cited", "dated_by", "source",
                             "unit", "measure", "formula", "dimensions", "periods")
            },
            sources=sources.gives(),
        )  # fmt: skip
        assert reasons_not_to_publish(facts) == [], definition
