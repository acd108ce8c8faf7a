"""A sheet with what publishing asks for, written by the owner's programme manager."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.conftest import Cast
from homeward.countries import actions
from homeward.countries.choices import SheetKind
from homeward.countries.models import Sheet, SheetVersion
from homeward.places.models import Area, Country

TEXTS = {"en": ("Roads", "The road to the north is open.")}


@dataclass
class Desk:
    """Who keeps sheets, and how one is written in a test."""

    cast: Cast
    manager: User
    as_app: Callable[..., Any]

    @property
    def today(self) -> date:
        return self.cast.now.date()

    def begin(self, kind: SheetKind = SheetKind.SITUATION, **fields: Any) -> SheetVersion:
        country = Country.objects.get(pk=fields.pop("country", "GH"))
        with self.as_app(self.manager):
            return actions.begin_sheet(kind, country, by=self.manager, at=self.cast.now, **fields)

    def save(
        self, version: SheetVersion, texts: dict[str, tuple[str, str]] | None = None, **facts: Any
    ) -> SheetVersion:
        given = {
            "source": "District assembly",
            "source_date": self.today,
            "valid_until": self.today + timedelta(days=90),
            "severity": 2 if version.sheet.kind == SheetKind.SECURITY else None,
        }
        with self.as_app(self.manager):
            return actions.save_draft(
                version,
                TEXTS if texts is None else texts,
                **{**given, **facts},
                by=self.manager,
                at=self.cast.now,
            )

    def publish(self, version: SheetVersion) -> SheetVersion:
        with self.as_app(self.manager):
            return actions.publish(version, by=self.manager, at=self.cast.now)

    def published(
        self,
        kind: SheetKind = SheetKind.SITUATION,
        texts: dict[str, tuple[str, str]] | None = None,
        *,
        area: Area | None = None,
        **facts: Any,
    ) -> SheetVersion:
        return self.publish(self.save(self.begin(kind, area=area), texts, **facts))

    def next(
        self, sheet: Sheet, texts: dict[str, tuple[str, str]] | None = None, **facts: Any
    ) -> SheetVersion:
        """The next version, published."""
        with self.as_app(self.manager):
            draft = actions.begin_draft(sheet, by=self.manager, at=self.cast.now)
        return self.publish(self.save(draft, texts, **facts))


@pytest.fixture
def desk(cast: Cast, as_app: Callable[..., Any]) -> Desk:
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    return Desk(cast, manager, as_app)
