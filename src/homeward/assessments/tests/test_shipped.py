"""The forms that come with the software."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from homeward.access.choices import DataClass
from homeward.assessments import queries, shipped
from homeward.assessments.choices import AssessmentPurpose
from homeward.assessments.models import FormUse
from homeward.cases.choices import FactKind
from homeward.forms import asking, xlsform
from homeward.forms.filling import Filling
from homeward.forms.models import FormVersion

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize("form", shipped.FORMS, ids=lambda form: form.code)
def test_a_shipped_form_is_whole_in_three_languages(form: shipped.Shipped, cast: Any) -> None:
    read = xlsform.read(form.path.read_bytes())
    assert read.warnings == []
    assert [xlsform.definition.language_code(name) for name in read.definition.languages] == [
        "en", "fr", "ar",
    ]  # fmt: skip
    for question in read.definition.questions():
        texts = [question.label.by_language.get(name) for name in read.definition.languages]
        assert all(text and text != ("-",) for text in texts), question.name
        assert xlsform.is_supported(question), question.name
    for language in read.definition.languages:
        filled = Filling(read.definition, {}, now=cast.now.replace(tzinfo=None), language=language)
        for page in asking.pages(filled):
            assert asking.Rendered(filled, page.nodes).blocks


def test_the_intake_asks_every_fact_once_and_asylum_in_its_own_class() -> None:
    read = xlsform.read((shipped.FOLDER / "intake.xlsx").read_bytes()).definition
    assert {q.fact for q in read.questions() if q.fact} == set(FactKind.values)
    (asylum,) = [q for q in read.questions() if q.fact == FactKind.ASYLUM]
    assert read.class_of(asylum.path) == DataClass.ASYLUM


def test_the_intake_asks_which_benefits_can_be_taken_along_and_where_they_are_claimed() -> None:
    form = xlsform.read((shipped.FOLDER / "intake.xlsx").read_bytes()).definition
    now = datetime(2026, 3, 1, 9)
    some = Filling(form, {"rights/benefits": "pension"}, now=now)
    none = Filling(form, {"rights/benefits": "none"}, now=now)
    assert some.is_asked("rights/benefits_where")
    assert not none.is_asked("rights/benefits_where")


def test_loading_twice_changes_nothing(cast: Any) -> None:
    assert shipped.load(at=cast.now) == len(shipped.FORMS)
    assert shipped.load(at=cast.now) == 0
    assert FormVersion.objects.count() == len(shipped.FORMS)
    found = queries.form_for("intake", programme_id=cast.programme.pk, on=cast.now.date())
    assert found is not None
    assert found.code == "intake"


def test_what_somebody_chose_is_not_chosen_anew(cast: Any) -> None:
    shipped.load(at=cast.now)
    use = FormUse.objects.get(purpose=AssessmentPurpose.INTAKE)
    use.form_id = FormUse.objects.get(purpose=AssessmentPurpose.NEEDS).form_id
    use.save()
    shipped.load(at=cast.now)
    use.refresh_from_db()
    assert use.form.code == "needs"


def test_the_files_are_what_their_texts_make() -> None:
    script = ROOT / "scripts" / "forms.py"
    subprocess.run([sys.executable, script, "check"], check=True, cwd=ROOT, capture_output=True)


def test_the_intake_asks_of_debt_and_savings(cast: Any) -> None:
    form = xlsform.read((shipped.FOLDER / "intake.xlsx").read_bytes()).definition
    answers = {
        "money/has_savings": "yes", "money/savings": "450", "money/has_debts": "yes",
        "debts[1]/creditor": "bank", "debts[1]/amount": "-3", "debts[1]/currency": "cedis",
        "intentions/wishes": "A shop",
    }  # fmt: skip
    filled = Filling(form, answers, now=cast.now.replace(tzinfo=None), language="English (en)")
    asked = {question.name for question, _key in filled.asked()}
    assert {"savings_currency", "creditor", "amount", "how_paid", "pressed"} <= asked
    assert set(filled.all_faults()) == {
        "money/savings_currency", "debts[1]/amount", "debts[1]/currency",
    }  # fmt: skip
    assert form.class_of("/data/debts/pressed") == DataClass.PROTECTION
    without = Filling(form, {"money/has_debts": "no"}, now=filled.now)
    assert "creditor" not in {question.name for question, _key in without.asked()}
