"""A second instrument: the demo organisation's own questions on its help, marked as the demo's."""

from datetime import timedelta
from pathlib import Path

from homeward.access import gate
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.demo.following import SHOWN, cases_with_support
from homeward.demo.visiting import workbook
from homeward.demo.world import World
from homeward.forms import actions as forms
from homeward.forms.choices import FormKind
from homeward.forms.models import Form
from homeward.surveys import actions as surveys
from homeward.surveys import instruments
from homeward.surveys.choices import Filler, Source, Topic, VersionStatus
from homeward.surveys.models import Instrument, InstrumentVersion

FILE = Path(__file__).parent / "satisfaction.toml"
LANGUAGES = {"en": "English (en)", "fr": "French (fr)", "ar": "Arabic (ar)"}
WISH = {
    "en": "What should we do differently?",
    "fr": "Que devrions-nous faire autrement ?",
    "ar": "ماذا ينبغي أن نغيّر؟",
}
# The last case waits for its interview.
SAID = (
    {"waiting": "neutral", "told": "yes", "useful": "satisfied", "again": "yes"},
    {"waiting": "dissatisfied", "told": "no", "useful": "neutral", "again": "yes",
     "wish": "Call when a paper is missing, before the appointment"},
    {"waiting": "satisfied", "told": "yes", "useful": "satisfied", "again": "yes"},
)  # fmt: skip


def show(world: World) -> None:
    version = _instrument(world)
    for number, case in enumerate(cases_with_support(world)[:SHOWN]):
        _ask(world, version, case, number)


def _ask(world: World, version: InstrumentVersion, case: Case, number: int) -> None:
    worker = case.worker or case.opened_by
    with gate.acting_user(worker.pk):
        waves = surveys.plan_waves(
            case,
            arrived_on=case.arrived_on or world.today,
            version=version,
            by=worker,
            at=world.now - timedelta(days=10),
        )
    wave = next((one for one in waves if one.is_planned), None)
    if wave is None or number >= len(SAID):
        return
    by = _colleague(world, worker)
    with gate.acting_user(by.pk):
        surveys.receive(
            wave,
            version,
            SAID[number],
            instance_id=f"uuid:{world.id()}",
            source=Source.BROWSER,
            by=by,
            at=world.now - timedelta(days=2),
        )


def _colleague(world: World, worker: User) -> User:
    return next(one for one in world.cast.managers if one.pk != worker.pk)


def _instrument(world: World) -> InstrumentVersion:
    text, at = FILE.read_text(encoding="utf-8"), world.now - timedelta(days=90)
    sheet = instruments.parse(text, name=FILE.name)
    owner = world.cast.ghanaian_ngo
    form = Form.objects.create(
        id=world.id(), code=sheet.id, title=sheet.labels["en"], kind=FormKind.SURVEY,
        owner_org=owner, begun_at=at,
    )  # fmt: skip
    instrument = Instrument.objects.create(
        id=world.id(),
        code=sheet.id,
        title=sheet.labels["en"],
        owner_org=owner,
        topic=Topic.SATISFACTION,
        filled_by=[Filler.COLLEAGUE, Filler.PARTNER, Filler.PERSON],
        about="How people found the help they got, asked after the first of it.",
        publisher=f"{owner} (demo)",
        licence="Made up for the demo corridor. It is no published instrument.",
        begun_at=at,
    )
    return InstrumentVersion.objects.create(
        id=world.id(),
        instrument=instrument,
        number=1,
        version=sheet.version,
        form_version=forms.publish_read(form, _questions(sheet), "satisfaction.xlsx", at=at),
        sheet=text,
        sheet_name=FILE.name,
        waves=[
            {"code": one.code, "label": dict(one.labels), "opens": one.opens,
             "closes": one.closes, "latest": one.latest}
            for one in sheet.waves
        ],
        status=VersionStatus.PUBLISHED,
        uploaded_at=at,
        valid_from=at.date(),
        published_at=at,
    )  # fmt: skip


def _questions(sheet: instruments.Sheet) -> bytes:
    """The sheet's items as an XLSForm, with one question that has no points."""
    labels = [f"label::{name}" for name in LANGUAGES.values()]
    survey = [["type", "name", *labels, "required"]]
    choices: list[list[str]] = [["list_name", "name", *labels]]
    for item in sheet.asked:
        survey.append(
            [f"select_one {item.id}", item.id, *(item.labels[one] for one in LANGUAGES), "yes"]
        )
        choices += [
            [item.id, answer.code, *(answer.labels[one] for one in LANGUAGES)]
            for answer in item.answers
        ]
    survey.append(["text", "wish", *WISH.values(), ""])
    settings = [["form_title", "form_id"], [sheet.labels["en"], sheet.id]]
    return workbook({"survey": survey, "choices": choices, "settings": settings})
