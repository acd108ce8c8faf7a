"""An instrument with a form of its own, a household that has arrived, and the wave to be held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.forms import xlsform
from homeward.forms.models import Form, FormVersion
from homeward.forms.tests import sheets
from homeward.surveys import actions as surveys
from homeward.surveys.choices import Filler
from homeward.surveys.models import Instrument, InstrumentVersion, Wave

SURVEY = [
    ["type", "name", "label::English (en)", "label::French (fr)", "label::Arabic (ar)",
     "required", "relevant", "constraint", "constraint_message::English (en)",
     "constraint_message::French (fr)", "constraint_message::Arabic (ar)", "calculation"],
    ["begin group", "living", "How you live", "Comment vous vivez", "كيف تعيش",
     "", "", "", "", "", "", ""],
    ["select_one yes_no", "work", "Do you work?", "Travaillez-vous ?", "هل تعمل؟",
     "yes", "", "", "", "", "", ""],
    ["integer", "hours", "Hours a week", "Heures par semaine", "ساعات في الأسبوع",
     "", "${work} = 'yes'", ". <= 100", "No week is that long.", "Trop long.", "طويل جدا.", ""],
    ["end group", "", "", "", "", "", "", "", "", "", "", ""],
    ["begin repeat", "child", "Children", "Enfants", "الأطفال", "", "", "", "", "", "", ""],
    ["text", "called", "Name", "Nom", "الاسم", "", "", "", "", "", "", ""],
    ["integer", "age", "Age", "Âge", "العمر", "", "${called} != ''", "", "", "", "", ""],
    ["end repeat", "", "", "", "", "", "", "", "", "", "", ""],
    ["calculate", "ages", "", "", "", "", "", "", "", "", "", "sum(${age})"],
    ["note", "told", "Together ${ages} years", "Ensemble ${ages} ans", "معا ${ages} سنة",
     "", "", "", "", "", "", ""],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::French (fr)", "label::Arabic (ar)"],
    ["yes_no", "yes", "Yes", "Oui", "نعم"],
    ["yes_no", "no", "No", "Non", "لا"],
]
ANSWERS = {
    "living/work": "yes",
    "living/hours": "30",
    "child[1]/called": "Ama",
    "child[1]/age": "4",
    "child[2]/called": "Kofi",
    "child[2]/age": "7",
}
KEPT = ANSWERS | {"ages": "11"}


@dataclass
class Held:
    """`wave` is planned by the partner, whose `worker` has the case; `interviewer` holds it."""

    case: Case
    wave: Wave
    version: InstrumentVersion
    worker: User
    interviewer: User
    cast: Any


@pytest.fixture
def version_of(cast: Any) -> Callable[..., InstrumentVersion]:
    """`version_of(source)`: a published instrument with this form, for anybody to fill in."""

    def make(
        source: bytes = b"", *, code: str = "living", filled_by: list[str] | None = None
    ) -> InstrumentVersion:
        read = xlsform.read(source or sheets.form(SURVEY, CHOICES))
        form = Form.objects.create(code=code, title=code, kind="survey", begun_at=cast.now)
        today = timezone.localdate(cast.now)
        published = {"status": "published", "valid_from": today, "published_at": cast.now}
        form_version = FormVersion.objects.create(
            form=form, number=1, version=read.version, file_name="form.xlsx", source=b"",
            sha256=read.sha256, xform=read.xform, survey=read.survey,
            data_class=read.definition.data_class, languages=list(read.definition.languages),
            uploaded_at=cast.now, **published,
        )  # fmt: skip
        fillers = filled_by or [Filler.COLLEAGUE, Filler.PARTNER, Filler.PERSON]
        instrument = Instrument.objects.create(
            code=code, title=code.capitalize(), begun_at=cast.now, filled_by=list(fillers)
        )
        return InstrumentVersion.objects.create(
            instrument=instrument, number=1, version="1", form_version=form_version,
            waves=[{"code": "baseline", "opens": 0, "closes": 1, "latest": 3}],
            uploaded_at=cast.now, **published,
        )  # fmt: skip

    return make


@pytest.fixture
def plan(cast: Any) -> Callable[..., Held]:
    """`plan(version)`: its wave on the case of a family that has arrived, with the partner."""

    def make(version: InstrumentVersion) -> Held:
        case, _people = cast.arrived()
        with cast.as_app(cast.partner):
            (wave,) = surveys.plan_waves(
                case,
                arrived_on=timezone.localdate(cast.now) - timedelta(days=3),
                by=cast.partner,
                at=cast.now,
                version=version,
            )
        interviewer = cast.user("interviewer", cast.partner_org, Role.CASE_MANAGER)
        return Held(case, wave, version, cast.partner, interviewer, cast)

    return make


@pytest.fixture
def held(plan: Callable[..., Held], version_of: Callable[..., InstrumentVersion]) -> Held:
    return plan(version_of())
