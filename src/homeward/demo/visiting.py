"""Home visits by phone: a small form, devices of those who go, and two that wait to be assigned."""

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

import xlsxwriter

from homeward.core.tokens import hash_of
from homeward.demo.world import World
from homeward.forms import actions as forms
from homeward.forms.choices import FormKind
from homeward.forms.models import Form, FormVersion
from homeward.openrosa.choices import State, Why
from homeward.openrosa.models import Delivery, Device
from homeward.surveys.choices import Source, VersionStatus
from homeward.surveys.models import Instrument, InstrumentVersion
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

CODE = "home-visit"
SHEETS = {
    "survey": [
        ["type", "name", "label::English (en)", "label::French (fr)", "required"],
        ["today", "today", "", "", ""],
        ["select_one_from_file homeward_waves.csv", "homeward_wave", "Which survey is it?",
         "De quelle enquête s’agit-il ?", ""],
        ["text", "homeward_case", "If it is not in the list: the case’s number",
         "Si elle n’est pas dans la liste : le numéro du dossier", ""],
        ["select_one home", "home", "Where does the person live?", "Où habite la personne ?",
         "yes"],
        ["select_one going", "going", "How is the business going?", "Comment va l’activité ?",
         "yes"],
        ["text", "next", "What comes next?", "Quelle est la suite ?", ""],
        ["image", "photo", "A photo of the workplace, without faces",
         "Une photo du lieu de travail, sans visages", ""],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::French (fr)"],
        ["home", "own", "In a home of their own", "Chez elle"],
        ["home", "family", "With family", "Dans la famille"],
        ["home", "none", "Nowhere for long", "Nulle part durablement"],
        ["going", "well", "It feeds the family", "Elle nourrit la famille"],
        ["going", "slowly", "It has begun", "Elle a commencé"],
        ["going", "not", "It stands still", "Elle est à l’arrêt"],
    ],
    "settings": [["form_title", "form_id"], ["Home visit", CODE]],
}  # fmt: skip
WINDOWS = [
    {"code": "visit", "label": {"en": "Home visit", "fr": "Visite à domicile"},
     "opens": 1, "closes": 3, "latest": 6},
]  # fmt: skip
SENT = (
    {"home": "family", "going": "slowly", "next": "A second table for the market"},
    {"home": "own", "going": "well", "next": "An apprentice from the next term"},
)


def add(world: World) -> None:
    version = _instrument(world)
    going = world.cast.managers[:2]
    for number, user in enumerate(going):
        device = Device.objects.create(
            id=world.id(),
            organisation=user.organisation_of_rows,
            user=user,
            programme=world.ground.programme,
            token_hash=hash_of(str(world.id())),
            hint=f"demo{number}",
            granted_at=world.now - timedelta(days=20 - number),
            granted_by=user,
            expires_at=world.now + timedelta(days=200),
            seen_at=world.now - timedelta(hours=5) if number == 0 else None,
        )
        if number == 0:
            _send(world, device, version)


def _instrument(world: World) -> FormVersion:
    owner, at = world.cast.ghanaian_ngo, world.now - timedelta(days=60)
    form = Form.objects.create(
        id=world.id(), code=CODE, title="Home visit", kind=FormKind.SURVEY, owner_org=owner,
        begun_at=at,
    )  # fmt: skip
    version = forms.publish_read(form, workbook(SHEETS), "home-visit.xlsx", at=at)
    instrument = Instrument.objects.create(
        id=world.id(), code=CODE, title="Home visit", owner_org=owner, begun_at=at
    )
    InstrumentVersion.objects.create(
        id=world.id(), instrument=instrument, number=1, version="1", form_version=version,
        waves=WINDOWS, status=VersionStatus.PUBLISHED, uploaded_at=at, valid_from=at.date(),
        published_at=at,
    )  # fmt: skip
    return version


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def _send(world: World, device: Device, version: FormVersion) -> None:
    """Filled on the way, where the list of surveys had not been downloaded yet."""
    for number, answers in enumerate(SENT):
        said = "".join(f"<{name}>{value}</{name}>" for name, value in answers.items())
        at, instance = world.now - timedelta(days=2, hours=number), f"uuid:{world.id()}"
        content = (
            f'<data id="{CODE}" version="1"><today>{at.date()}</today>{said}'
            f"<meta><instanceID>{instance}</instanceID></meta></data>"
        )
        delivery = Delivery.objects.create(
            id=world.id(),
            organisation=device.organisation,
            programme=device.programme,
            form_version=version,
            source=Source.COLLECT,
            device=device,
            instance_id=instance,
            said=sha256(content.encode()).hexdigest(),
            content=content,
            state=State.WAITING,
            why=[Why.NO_REFERENCE.value],
            came_at=at,
            came_by=device.user,
        )
        tasks.begin(
            TaskKind.ASSIGN_FILLED_FORM,
            delivery.pk,
            holder_org=device.organisation_id,
            waiter_org=device.organisation_id,
            at=at,
            programme_id=device.programme_id,
            reference=version.form.title,
        )
