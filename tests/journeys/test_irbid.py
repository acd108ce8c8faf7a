"""A household that returns to Irbid is referred there, all of it in Arabic.

The services are the real directory of Jordan; the provider has no account and answers on a phone.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from homeward.access.choices import DataClass, Purpose
from tests.journeys.conftest import ROOT, Site, installation
from tests.journeys.family import Way, choose, fill_date, main, submit, today

pytestmark = [pytest.mark.journey, pytest.mark.real_data]

DATA = Path(os.environ.get("HOMEWARD_REAL_DATA", ROOT.parent / "shared" / "data"))
DIRECTORY = [DATA / "services_jordan" / f"services_2015-03_{code}.geojson" for code in ("en", "ar")]
PROGRAMME = "Ways home to Jordan"
PROVIDER = "JRS"
# As the directory writes it, and as one types it: with the hamza that the directory leaves out.
SERVICE = "فرص التعليم"
SEARCHED = "فرص التعليم إربد"
CLASSES = (DataClass.IDENTITY, DataClass.CONTACT, DataClass.PROFILE, DataClass.CASE)
FACTS = {
    "languages": "العربية، وقليل من الهولندية",
    "housing": "عند أخته في إربد، لشهرين",
    "child_needs": "مدرسة للطفلين: غابا عنها سنة",
    "wishes": "أن يعود الطفلان إلى الدراسة",
    "trade": "نجّار، عشر سنوات",
}
MEMBERS = [
    ("سامر", "head", "male", "1985"),
    ("رنا", "partner", "female", "1989"),
    ("ليان", "child", "female", "2014"),
    ("يزن", "child", "male", "2016"),
]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """An installation of its own, with the directory and with a programme that goes to Jordan."""
    for path in DIRECTORY:
        if not path.exists():
            pytest.skip(f"{path} is not here: set HOMEWARD_REAL_DATA to the folder of the data.")
    with installation(households=4) as running:
        running.homeward("import", "services-jordan", *map(str, DIRECTORY))
        open_corridor(running)
        yield running


def open_corridor(site: Site) -> None:
    """Set up as the database's owner: the way begins with the household, not with the programme."""
    where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
    with psycopg.connect(where) as connection:
        programme = connection.execute(
            "insert into programmes_programme (code, name, names, language, kind, status,"
            " description, descriptions, objectives, lead_org_id, starts_on, is_open, source,"
            " source_id, source_record)"
            " select 'WH-BE-JO', %s, '{}', language, kind, status, '', '{}', '', lead_org_id,"
            " starts_on, true, '', '', '{}' from programmes_programme"
            " where code = 'WH-BE-GH' returning id",
            [PROGRAMME],
        ).fetchone()
        connection.execute(
            "insert into programmes_corridor (programme_id, host_country_id, origin_country_id,"
            " transit)"
            " values (%s, 'BE', 'JO', '{}')",
            programme,
        )


class WayToIrbid(Way):
    """The family's way as far as it goes the same, with what is said on it in Arabic."""

    def _speak(self, page: Page) -> None:
        super()._speak(page)
        page.reload()

    def _fill_members(self, page: Page) -> None:
        choose(page, "corridor", PROGRAMME)
        page.locator("[name=destination]").fill("إربد")
        page.locator("[name=phone]").fill("+962 7 0000 0000")
        for prefix, (given, role, sex, year) in zip(self._prefixes(page), MEMBERS, strict=True):
            page.locator(f"[name={prefix}-given_name]").fill(given)
            page.locator(f"[name={prefix}-family_name]").fill(self.family_name)
            page.locator(f"[name={prefix}-role]").select_option(role)
            page.locator(f"[name={prefix}-sex]").select_option(sex)
            page.locator(f"[name={prefix}-birth_known]").select_option("year")
            page.locator(f"[name={prefix}-birth_year]").fill(year)

    def agree_with_provider(self) -> None:
        """Drafted by the programme's manager; the provider, who has no account, signs on paper."""
        page = self.as_("thomas")
        page.goto("/agreements/new/")
        page.locator("[name=number]").fill("WH-JO-1")
        page.locator("[name=title]").fill("إحالة العائلات العائدة إلى إربد")
        page.locator("[name=kind]").select_option("data_sharing")
        fill_date(page, "starts_on", today())
        submit(page)
        agreement = page.url
        pk = agreement.rstrip("/").rsplit("/", 1)[1]
        page.locator("[name=party-organisation]").evaluate("n => n.closest('details').open = true")
        choose(page, "party-organisation", PROVIDER)
        page.locator("form[action$='/parties/'] button").last.click()
        page.wait_for_load_state()
        self._clause(
            page, pk, "1", "Ways Home", PROVIDER, classes=CLASSES, purpose=Purpose.REFERRAL
        )
        self._name_controller(page, pk)
        page.locator("form[action$='/offer/'] button").first.click()
        page.wait_for_load_state()
        self._sign(page)
        page.locator("a[href$='/paper/']").click()
        page.wait_for_load_state()
        page.locator("[name=signatory]").fill("مدير المكتب في إربد")
        fill_date(page, "signed_on", today())
        self.seen(page, "04 provider signs on paper")
        submit(page)
        page.wait_for_url(agreement)
        self.seen(page, "05 agreement in force")

    def consent(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/consent/")
        page.locator("main details", has_text=PROVIDER).evaluate("n => n.open = true")
        for box in page.locator("[name=members]").all():
            box.check()
        # Only the agreement of this programme opens anything; a comparison opens no row.
        boxes = page.locator(
            f"input[name$=-classes]:not([name$='-{Purpose.COMPARISON:d}-classes'])"
        )
        assert boxes.count() == len(CLASSES)
        for box in boxes.all():
            box.check()
        page.locator("select[name=language]").select_option("ar")
        page.locator("[name=way][value=signature]").check()
        page.locator("[name=guardian]").fill(f"سامر {self.family_name}")
        fill_date(page, "given_on", today())
        self.seen(page, "06 consent")
        page.locator("button[name=do][value=save]").click()
        page.wait_for_url(re.compile("/intake/"))

    def intake(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/intake/?facts")
        for kind, value in FACTS.items():
            page.locator(f"[name={kind}-value]").fill(value)
        self.seen(page, "07 intake")
        page.locator("button[name=do][value=finish]").click()
        page.wait_for_load_state()
        self.seen(self.open_case("lieve"), "08 case")

    def refer_in_irbid(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/referrals/new/")
        page.locator("main [name=q]").fill(SEARCHED)
        page.locator("main form[role=search] button").click()
        page.wait_for_load_state()
        found = page.locator("main tbody tr")
        assert found.count() >= 1
        for row in found.all():
            expect(row).to_contain_text(SERVICE)
            expect(row).to_contain_text("إربد")
        self.seen(page, "09 services found")
        found.filter(has_text=PROVIDER).locator("a").first.click()
        page.wait_for_load_state()
        choose(page, "person", "ليان")
        page.locator("button[name=change_person]").click()
        page.wait_for_load_state()
        for box in page.locator("[name=facts]").all():
            box.check()
        page.locator("[name=message]").fill("نرجو مقعدين في أقرب صف، فالطفلان يقرآن العربية.")
        self.seen(page, "10 referral")
        page.locator("button[name=send]").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(SERVICE)
        self.link = page.locator("#answer-link").input_value()
        self.seen(page, "11 referral sent")

    def accept(self, phone: Page) -> None:
        self.open_link(phone)
        expect(main(phone)).to_contain_text(SERVICE)
        expect(main(phone)).to_contain_text(FACTS["child_needs"])
        # The full name is told only after the answer.
        expect(main(phone)).not_to_contain_text(f"ليان {self.family_name}")
        self.seen(phone, "12 provider opens the link")
        phone.locator("[name=answer][value=accept]").check()
        fill_date(phone, "first_day", today())
        phone.locator("[name=received_by]").fill("الآنسة هدى")
        phone.locator("[name=text]").fill("أهلًا بهم صباح الأحد.")
        self.seen(phone, "13 provider answers")
        submit(phone)
        expect(main(phone)).to_contain_text(f"ليان {self.family_name}")
        self.seen(phone, "14 provider accepted")


@pytest.fixture
def way(
    sign_in: Callable[..., Page],
    screenshot: Callable[[Page, str], Path],
    assert_accessible: Callable[[Page], None],
) -> WayToIrbid:
    def seen(page: Page, step: str) -> None:
        screenshot(page, step)
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert_accessible(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels too wide"

    return WayToIrbid(sign_in=sign_in, seen=seen, language="ar", family_name="العمري")


def test_a_household_in_irbid_is_referred_through_the_provider_s_link(
    way: WayToIrbid, context_of: Callable[..., BrowserContext]
) -> None:
    way.search_and_register()
    way.agree_with_provider()
    way.consent()
    way.intake()
    way.refer_in_irbid()
    way.accept(context_of(language="ar", size="phone").new_page())
    page = way.as_("lieve")
    page.goto("/referrals/?status=accepted")
    row = page.locator("main tbody tr", has_text=way.family_name)
    expect(row).to_contain_text(SERVICE)
    expect(row).to_contain_text("قُبلت")
    way.seen(page, "15 counsellor sees the answer")
    row.locator("th a").first.click()
    page.wait_for_load_state()
    for text in ("الآنسة هدى", "أهلًا بهم صباح الأحد."):
        expect(main(page)).to_contain_text(text)
    way.seen(page, "16 accepted referral")
