from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.countries import actions, jobs, queries
from homeward.countries.choices import FigureKind, Reason, SheetKind
from homeward.countries.models import Community, Figure, LabourFact, Sheet, SheetText, SheetVersion
from homeward.countries.signals import security_changed
from homeward.occupations.models import Occupation, OccupationGroup
from homeward.places.models import Area, Country
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def test_a_second_version_supersedes_the_first_and_overwrites_nothing(desk) -> None:
    first = desk.published()
    second = desk.next(first.sheet, {"en": ("Roads", "The road is closed.")}, changes="Floods")
    with desk.as_app(desk.cast.stranger):
        assert queries.current_of(first.sheet) == second
        kept = queries.versions().get(pk=first.pk)
        assert kept.in_language("en").body == "The road to the north is open."
        assert queries.before(second) == first


def test_a_draft_may_be_unfinished_and_is_refused_with_every_reason(desk) -> None:
    draft = desk.save(
        desk.begin(SheetKind.SECURITY), {"en": ("Roads", "")}, source="", source_date=None,
        valid_until=None, severity=None,
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        desk.publish(draft)
    assert set(refusal.value.reasons) == {
        Reason.TITLE_OR_TEXT_MISSING, Reason.NO_SOURCE, Reason.NO_SOURCE_DATE, Reason.NO_END,
        Reason.NO_SEVERITY,
    }  # fmt: skip


def test_what_is_published_is_published_once_and_changed_never(desk) -> None:
    version = desk.published()
    with pytest.raises(Refused) as refusal:
        desk.publish(version)
    assert list(refusal.value.reasons) == [Reason.PUBLISHED_ALREADY]
    with pytest.raises(Refused):
        desk.save(version, {"en": ("Roads", "Another text")})


def test_the_database_itself_lets_nobody_change_what_is_published(desk) -> None:
    version = desk.published()
    with desk.as_app(desk.manager):
        assert SheetVersion.objects.filter(pk=version.pk).update(source="Somebody") == 0
        assert SheetText.objects.filter(version=version).update(body="Other") == 0
        assert SheetText.objects.filter(version=version).delete()[0] == 0


def test_one_draft_at_a_time(desk) -> None:
    version = desk.published()
    with desk.as_app(desk.manager):
        actions.begin_draft(version.sheet, by=desk.manager, at=desk.cast.now)
        with pytest.raises(Refused) as refusal:
            actions.begin_draft(version.sheet, by=desk.manager, at=desk.cast.now)
    assert list(refusal.value.reasons) == [Reason.DRAFT_ALREADY]


def test_the_next_draft_begins_with_the_texts_but_asks_for_its_source_anew(desk) -> None:
    version = desk.published(SheetKind.SECURITY)
    with desk.as_app(desk.manager):
        draft = actions.begin_draft(version.sheet, by=desk.manager, at=desk.cast.now)
        assert draft.text.body == "The road to the north is open."
        assert (draft.severity, draft.source, draft.valid_until) == (2, "", None)


def test_an_organisation_keeps_a_sheet_once(desk) -> None:
    desk.begin()
    with pytest.raises(Refused) as refusal:
        desk.begin()
    assert list(refusal.value.reasons) == [Reason.SHEET_THERE]


def test_a_sheet_that_never_was_published_goes_with_its_draft(desk) -> None:
    draft = desk.begin()
    with desk.as_app(desk.manager):
        actions.discard(draft, by=desk.manager)
        assert not Sheet.objects.exists()
    version = desk.published()
    with desk.as_app(desk.manager):
        actions.discard(
            actions.begin_draft(version.sheet, by=desk.manager, at=desk.cast.now), by=desk.manager
        )
        assert queries.current_of(version.sheet) == version


def test_who_writes_does_not_always_publish(desk) -> None:
    adviser = desk.cast.user("adviser", desk.cast.host, Role.EMPLOYMENT_ADVISER)
    draft = desk.save(desk.begin())
    with desk.as_app(adviser):
        actions.save_draft(draft, {"en": ("A", "B")}, by=adviser, at=desk.cast.now)
        with pytest.raises(PermissionDenied):
            actions.publish(draft, by=adviser, at=desk.cast.now)


def test_another_organisation_changes_nothing(desk) -> None:
    version = desk.published()
    other = desk.cast.user("other", desk.cast.stranger_org, Role.PROGRAMME_MANAGER)
    with desk.as_app(other):
        with pytest.raises(Refused) as refusal:
            actions.begin_draft(version.sheet, by=other, at=desk.cast.now)
        assert list(refusal.value.reasons) == [Reason.NOT_OURS]
        with pytest.raises(Refused):
            actions.set_public(version.sheet, True, by=other)
        with pytest.raises(DatabaseError), transaction.atomic():
            SheetVersion.objects.create(
                sheet=version.sheet, number=9, written_by=other, written_at=desk.cast.now
            )


def test_the_profile_of_a_community_is_versioned_as_a_sheet(desk) -> None:
    belgium, ghana = (Country.objects.get(pk=code) for code in ("BE", "GH"))
    region = Area.objects.create(country=belgium, name="Capital Region")
    draft = desk.begin(SheetKind.COMMUNITY, country="BE", community_of=ghana)
    desk.save(draft)
    with desk.as_app(desk.manager):
        actions.keep_community(
            draft, size=4_000, size_source="Statistics office", size_on=desk.today,
            languages=["tw", "en"], areas=[region], by=desk.manager,
        )  # fmt: skip
    first = desk.publish(draft)
    with desk.as_app(desk.manager):
        second = actions.begin_draft(first.sheet, by=desk.manager, at=desk.cast.now)
        actions.keep_community(second, size=None, by=desk.manager)
    with desk.as_app(desk.manager):
        assert first.community.size == 4_000
        assert list(first.community.areas.all()) == [region]
        assert Community.objects.get(version=second).size is None
    assert str(first.sheet) == "Community of Ghana: Belgium"


@pytest.fixture
def heard() -> list:
    found: list = []

    def hear(sender, **told) -> None:
        found.append((told["change"].value, told["version"].number))

    security_changed.connect(hear)
    yield found
    security_changed.disconnect(hear)


def test_a_changed_security_sheet_is_told_and_a_renewed_one_is_not(desk, heard) -> None:
    sheet = desk.published(SheetKind.SECURITY).sheet
    desk.next(sheet, valid_until=desk.today + timedelta(days=200))
    desk.next(sheet, severity=3)
    desk.next(sheet, {"en": ("Roads", "The road is closed.")}, severity=3)
    assert heard == [("first", 1), ("severity", 3), ("text", 4)]


def test_other_sheets_alert_nobody(desk, heard) -> None:
    desk.published(SheetKind.MARKET)
    assert heard == []


def test_a_sheet_that_ends_is_asked_for_again_once_and_until_it_is_renewed(desk) -> None:
    ending = desk.published(valid_until=desk.today + timedelta(days=10))
    desk.published(SheetKind.HEALTH, valid_until=desk.today + timedelta(days=60))
    with desk.as_app():
        assert jobs.ask_owners(at=desk.cast.now) == 1
    with desk.as_app():
        jobs.ask_owners(at=desk.cast.now)
    with desk.as_app(desk.manager):
        wait = Task.objects.get(kind=TaskKind.RENEW_SHEET)
        assert (wait.subject_id, wait.holder_org) == (ending.sheet.pk, desk.cast.host)
        assert wait.due_on == ending.valid_until
    with desk.as_app(desk.cast.stranger):
        assert not Task.objects.exists()
    desk.next(ending.sheet)
    with desk.as_app(desk.manager):
        assert not Task.objects.filter(done_at=None).exists()


def test_an_occupation_of_that_title_gives_its_esco_address(desk) -> None:
    group = OccupationGroup.objects.create(code="7531", uri="http://e/7531", title="Tailors")
    Occupation.objects.create(uri="http://e/tailor", code="7531.1", group=group, title="tailor")
    ghana = Country.objects.get(pk="GH")
    given = {"source": "Labour office", "observed_on": desk.today}
    with desk.as_app(desk.manager):
        for occupation, address in (("Tailor", "http://e/tailor"), ("Tailoring", "")):
            fact = actions.state_fact(
                ghana, occupation=occupation, **given, by=desk.manager, at=desk.cast.now
            )
            assert fact.occupation_uri == address


def test_a_fact_stated_again_for_the_same_day_replaces_the_first(desk) -> None:
    ghana = Country.objects.get(pk="GH")
    given = {"source": "Labour office", "observed_on": desk.today, "occupation": "Tailor"}
    with desk.as_app(desk.manager):
        for demand in ("few", "many"):
            actions.state_fact(ghana, demand=demand, **given, by=desk.manager, at=desk.cast.now)
        fact = LabourFact.objects.get()
        assert fact.demand == "many"
    other = desk.cast.user("other", desk.cast.stranger_org, Role.PROGRAMME_MANAGER)
    with desk.as_app(other):
        with pytest.raises(Refused):
            actions.remove_fact(fact, by=other)
        assert LabourFact.objects.filter(pk=fact.pk).delete()[0] == 0
    with desk.as_app(desk.manager):
        actions.remove_fact(fact, by=desk.manager)
        assert not LabourFact.objects.exists()


def read(year: int, value: int, **more) -> actions.Read:
    return actions.Read(
        kind=FigureKind.RETURNED_REFUGEES, origin="GH", host=more.pop("host", "BE"), year=year,
        value=value, **more,
    )  # fmt: skip


def test_figures_loaded_again_change_only_what_their_source_revised(desk) -> None:
    def load(*figures: actions.Read, dry_run: bool = False) -> actions.Loaded:
        return actions.load_figures(
            figures, source="UNHCR", source_date=desk.today, dry_run=dry_run
        )

    assert load(read(2019, 5), read(2020, 7), dry_run=True) == actions.Loaded(2, 0, 0, 0)
    assert not Figure.objects.exists()
    assert load(read(2019, 5), read(2020, 7)) == actions.Loaded(2, 0, 0, 0)
    assert load(read(2019, 5), read(2020, 7)) == actions.Loaded(0, 0, 2, 0)
    assert load(read(2019, 6), read(2021, 1)) == actions.Loaded(1, 1, 0, 1)
    values = dict(Figure.objects.values_list("year", "value"))
    assert values == {2019: 6, 2020: 7, 2021: 1}


def test_no_page_writes_a_figure(desk) -> None:
    actions.load_figures([read(2019, 5)], source="UNHCR", source_date=desk.today)
    with desk.as_app(desk.manager):
        assert Figure.objects.update(value=6) == 0
        assert Figure.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            actions.load_figures([read(2020, 5)], source="UNHCR", source_date=desk.today)
