"""An instrument of the partner's, a planned survey, and a device of who may hold it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.forms import actions as forms
from homeward.forms import instances
from homeward.forms import queries as form_queries
from homeward.forms.choices import FormKind
from homeward.forms.filling import Filling
from homeward.forms.models import FormVersion
from homeward.forms.tests import sheets
from homeward.openrosa import actions
from homeward.openrosa.models import Device
from homeward.openrosa.tests.collect import Collect
from homeward.persons.models import Person
from homeward.surveys import actions as surveys
from homeward.surveys.models import Instrument, InstrumentVersion, Wave

SURVEY = [
    ["type", "name", "label"],
    ["today", "today", ""],
    ["select_one_from_file homeward_waves.csv", "homeward_wave", "Which survey?"],
    ["text", "homeward_case", "The case's number"],
    ["select_one well", "well", "How are you?"],
    ["begin repeat", "child", "Children"],
    ["text", "called", "Name"],
    ["end repeat", "", ""],
    ["image", "photo", "Photo of the shop"],
]
CHOICES = [["list_name", "name", "label"], ["well", "good", "Good"], ["well", "bad", "Bad"]]
FILE = sheets.form(SURVEY, CHOICES, form_id="visits", form_title="Visits")
WINDOWS = [
    {"code": "baseline", "label": {"en": "First visit"}, "opens": 0, "closes": 2, "latest": 4},
]
PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15"
    b"\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x03\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00"
    b"\x00IEND\xaeB`\x82"
)


@dataclass
class Field:
    """What the tests on devices and deliveries begin with."""

    cast: Any
    client: Any
    made: int = 0
    case: Case = field(init=False)
    people: list[Person] = field(init=False)
    version: InstrumentVersion = field(init=False)
    wave: Wave = field(init=False)

    def __post_init__(self) -> None:
        cast = self.cast
        self.case, self.people = cast.arrived()
        self.manager = cast.user("fieldmanager", cast.partner_org, Role.PROGRAMME_MANAGER)
        self.enumerator = cast.user("enumerator", cast.partner_org, Role.CASE_MANAGER)
        self.version = self.instrument("visits", cast.partner_org, FILE)
        with cast.as_app(cast.partner):
            self.wave = self.plan()

    def instrument(
        self, code: str, owner: Organisation | None, file: bytes, **more: Any
    ) -> InstrumentVersion:
        """Published as of today. Called as the database's owner."""
        instrument = Instrument.objects.create(
            code=code, title=code.title(), owner_org=owner, begun_at=self.cast.now
        )
        return self.another_version(instrument, file, number=1, **more)

    def another_version(
        self, instrument: Instrument, file: bytes, *, number: int, **more: Any
    ) -> InstrumentVersion:
        return InstrumentVersion.objects.create(
            instrument=instrument, number=number, version=str(number), waves=WINDOWS,
            form_version=self.form(instrument.code, file), status="published",
            valid_from=date(2020, 1, 1), published_at=self.cast.now, uploaded_at=self.cast.now,
            **more,
        )  # fmt: skip

    def form(self, code: str, file: bytes) -> FormVersion:
        read = forms.checked(file)
        found = forms.Form.objects.filter(code=code).first() or forms.Form.objects.create(
            code=code, title=read.definition.title, kind=FormKind.SURVEY,
            owner_org=self.cast.partner_org, begun_at=self.cast.now,
        )  # fmt: skip
        version = forms._add(found, read, file, "form.xlsx", by=None, at=self.cast.now)
        return forms._publish(version, valid_from=date(2020, 1, 1), by=None, at=self.cast.now)

    def plan(self, version: InstrumentVersion | None = None) -> Wave:
        (wave,) = surveys.plan_waves(
            self.case, arrived_on=self.cast.now.date(), version=version or self.version,
            by=self.cast.partner, at=self.cast.now,
        )  # fmt: skip
        return wave

    def device(self, user: User | None = None, **more: Any) -> tuple[Device, str]:
        manager = more.pop("by", self.manager)
        given = {
            "programme": self.cast.programme,
            "instruments": [],
            "expires_at": self.cast.now + timedelta(days=30),
            **more,
        }
        with self.cast.as_app(manager):
            return actions.grant(user or self.enumerator, by=manager, at=self.cast.now, **given)

    def collect(self, user: User | None = None, **more: Any) -> Collect:
        _device, token = self.device(user, **more)
        return Collect(self.client, f"http://testserver/openrosa/key/{token}")

    def filled(self, *, instance_id: str = "uuid:1", corrects: str = "", **answers: str) -> bytes:
        """The visit's form filled in as XML; a wave's id by `wave`, groups by two underscores."""
        form = form_queries.read(self.version.form_version)
        given = {key.replace("__", "/"): value for key, value in answers.items()}
        given = {"well": "good", **given}
        filling = Filling(form, given, now=self.cast.now.replace(tzinfo=None))
        head = instances.Head(form_id="visits", version="1")
        return instances.instance_of(filling, head, instance_id=instance_id, deprecated_id=corrects)


@pytest.fixture
def visits(cast: Any, client: Any) -> Field:
    return Field(cast, client)
