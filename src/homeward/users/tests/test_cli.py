from typing import Any

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.users.actions import changing, inviting
from homeward.users.cli import app
from homeward.users.models import Approval

RUN = CliRunner().invoke
FIRST = ["add", "--email", "First@new.example", "--name", "Ama First"]
WHERE = ["--organisation", "A new organisation", "--country", "GH", "--kind", "ngo"]


def test_the_first_administrator_comes_by_a_link(cast: Any, as_app: Any) -> None:
    said = RUN(app, FIRST + WHERE)
    assert said.exit_code == 0, said.output
    token = said.output.split("/invitation/")[1].split("/")[0]
    with as_app():
        inviting.accept(token, "a long enough password")
    user = User.objects.get(email="first@new.example")
    assert (user.is_active, user.roles) == (True, [Role.ADMINISTRATOR])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"--email": "owner@example.org"}, "has a sign-in already"),
        ({"--email": "nobody"}, "is not an e-mail address"),
        ({"--country": "ZZ"}, "is no country"),
        ({"--organisation": "Return Counselling"}, "who invites the others"),
    ],
)
def test_a_wrong_word_is_told(change: dict[str, str], told: str, office: Any) -> None:
    given = dict(zip((FIRST + WHERE)[1::2], (FIRST + WHERE)[2::2], strict=True)) | change
    said = RUN(app, ["add", *[word for pair in given.items() for word in pair]])
    assert said.exit_code == 2
    assert told in " ".join(said.output.replace("│", "").split())


def test_what_waits_is_approved_by_whoever_runs_it(office: Any, as_app: Any) -> None:
    with as_app(office.admin):
        changing.change_roles(
            office.worker, [Role.ADMINISTRATOR], reason="deputy", by=office.admin,
            at=timezone.now(),
        )  # fmt: skip
    assert "deputy" in RUN(app, ["approve"], input="n\n").output
    assert Approval.objects.get().decided_at is None
    assert "Approved." in RUN(app, ["approve"], input="y\n").output
    office.worker.refresh_from_db()
    assert office.worker.roles == ["administrator"]
    assert "Nothing waits" in RUN(app, ["approve"]).output
