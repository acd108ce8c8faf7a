"""A release: prepared, looked at by a second person, published once, corrected, withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.conftest import Cast
from homeward.core.refusals import Refused
from homeward.statistics import actions, queries
from homeward.statistics.choices import Reason, Status
from homeward.statistics.models import Release
from homeward.statistics.tests.conftest import COUNTS, write
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def test_two_people_publish_and_hidden_numbers_are_not_kept(published: Any) -> None:
    published.refresh_from_db()
    assert (published.status, published.number) == (Status.PUBLISHED, 1)
    by_sex = next(table for table in published.tables if table["cut"] == ["sex"])
    hidden = [row for row in by_sex["rows"] if row["hidden"] == "all"]
    assert {row["keys"]["sex"] for row in hidden} == {"female", ""}
    assert all(row["count"] is None for row in hidden)
    assert not Task.objects.filter(kind=TaskKind.APPROVE_RELEASE, done_at=None).exists()


def test_whoever_prepared_it_does_not_publish_it(
    cast: Cast, draft: Any, manager: Any, as_app: Any
) -> None:
    made = draft()
    with as_app(manager):
        actions.propose(made, by=manager, at=cast.now)
        with pytest.raises(Refused) as refusal:
            actions.publish(made, by=manager, at=cast.now)
    assert refusal.value.reasons == [Reason.SAME_PERSON]


def test_figures_that_changed_in_between_are_looked_at_again(
    cast: Cast, draft: Any, definition: Any, manager: Any, second: Any, as_app: Any
) -> None:
    made = draft()
    with as_app(manager):
        actions.propose(made, by=manager, at=cast.now)
    write(definition, {**COUNTS, "male": (90, 40)}, cast.now)
    with as_app(second), pytest.raises(Refused) as refusal:
        actions.publish(made, by=second, at=cast.now)
    assert refusal.value.reasons == [Reason.CHANGED]
    with as_app(second):
        actions.send_back(made, by=second, at=cast.now)
        assert Release.objects.get(pk=made.pk).status == Status.DRAFT


def test_a_second_click_is_refused(cast: Cast, published: Any, second: Any, as_app: Any) -> None:
    with as_app(second), pytest.raises(Refused) as refusal:
        actions.publish(published, by=second, at=cast.now)
    assert refusal.value.reasons == [Reason.WRONG_STATUS]


def test_what_is_published_never_changes(published: Any, second: Any, as_app: Any) -> None:
    for change in ({"title": "Other"}, {"content": {}}, {"status": Status.DRAFT}):
        with as_app(second), pytest.raises(DatabaseError), transaction.atomic():
            Release.objects.filter(pk=published.pk).update(**change)


def test_a_correction_comes_beside_and_stays_safe_with_what_it_corrects(
    cast: Cast, published: Any, draft: Any, definition: Any, manager: Any, second: Any, as_app: Any
) -> None:
    # Two men more, who both work: shown as they are, the two releases would tell of them.
    write(definition, {**COUNTS, "male": (62, 34)}, cast.now)
    made = draft(corrects=published)
    with as_app(manager):
        actions.propose(made, by=manager, at=cast.now)
    with as_app(second):
        made = actions.publish(made, by=second, at=cast.now + timedelta(hours=1))
        assert queries.correction_of(published) == made
    assert made.number == 2
    whole = next(table for table in made.tables if not table["cut"])
    assert whole["rows"][0]["hidden"] == "all"


def test_it_is_withdrawn_with_a_reason_and_stays_readable(
    cast: Cast, published: Any, second: Any, as_app: Any
) -> None:
    with as_app(second):
        with pytest.raises(Refused):
            actions.withdraw(published, why=" ", by=second, at=cast.now)
        actions.withdraw(published, why="Counted twice", by=second, at=cast.now)
    with as_app():
        found = queries.published(published.pk)
    assert found is not None
    assert found.why_withdrawn == "Counted twice"


def test_drafts_are_their_owner_s_and_releases_everybody_s(
    cast: Cast, draft: Any, published: Any, as_app: Any
) -> None:
    made = draft(title="Not yet")
    for reader in (cast.owner, cast.partner, cast.stranger):
        with as_app(reader):
            seen = {release.pk for release in queries.releases()}
        assert published.pk in seen
        assert (made.pk in seen) == (reader is cast.owner)
    with as_app():
        assert [release.pk for release in queries.releases()] == [published.pk]


def test_the_wrong_role_prepares_nothing(cast: Cast, definition: Any, as_app: Any) -> None:
    with as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.draft(
            title="x", note="", codes=["tests-share"], cuts=[], period="all", by=cast.owner,
            at=cast.now,
        )  # fmt: skip
