from datetime import datetime
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.assessments.models import FormUse
from homeward.forms import actions as forms
from homeward.forms.models import FormVersion
from homeward.forms.tests import sheets

NEEDS = sheets.form(
    [
        ["type", "name", "label::English (en)", "label::French (fr)", "required", "relevant",
         "constraint", "constraint_message::English (en)", "homeward::class", "homeward::fact"],
        ["begin group", "work", "Work", "Travail", "", "", "", "", "", ""],
        ["text", "trade", "What work do you know?", "Quel métier ?", "", "", "", "", "", "trade"],
        ["integer", "years", "For how many years?", "Combien d’années ?", "yes",
         "${trade} != ''", ". <= 60", "That is too long.", "", ""],
        ["end group", "", "", "", "", "", "", "", "", ""],
        ["begin group", "body", "Health", "Santé", "", "", "", "", "health", ""],
        ["select_one yes_no", "treated", "Is there a treatment?", "Un traitement ?", "yes", "",
         "", "", "", ""],
        ["text", "medicine", "Which medicine?", "Quel médicament ?", "", "${treated} = 'yes'",
         "", "", "", "health"],
        ["end group", "", "", "", "", "", "", "", "", ""],
        ["begin repeat", "debts", "Debts", "Dettes", "", "", "", "", "", ""],
        ["text", "creditor", "To whom?", "À qui ?", "", "", "", "", "", ""],
        ["decimal", "amount", "How much?", "Combien ?", "", "", "", "", "", ""],
        ["end repeat", "", "", "", "", "", "", "", "", ""],
    ],
    [
        ["list_name", "name", "label::English (en)", "label::French (fr)"],
        ["yes_no", "yes", "Yes", "Oui"],
        ["yes_no", "no", "No", "Non"],
    ],
    form_id="needs-test",
    form_title="Needs",
)  # fmt: skip


@pytest.fixture
def manager(cast: Any) -> Any:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


def published(source: bytes, *, by: Any, at: datetime) -> FormVersion:
    version = forms.begin("", source, "needs.xlsx", by=by, at=at)
    return forms.publish(version, valid_from=at.date(), by=by, at=at)


@pytest.fixture
def needs(cast: Any, manager: Any) -> FormVersion:
    """A published form with a class of its own for health, in use at the step of the needs."""
    with cast.as_app(manager):
        version = published(NEEDS, by=manager, at=cast.now)
    FormUse.objects.create(
        programme=None, purpose="needs", form=version.form, valid_from=cast.now.date(),
        chosen_at=cast.now, chosen_by=manager,
    )  # fmt: skip
    return version
