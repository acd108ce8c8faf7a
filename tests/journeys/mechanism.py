"""Story 3 as the people of it act: a committee, programmes that are made to meet, an agreement.

Each method is an act, by the person whose act it is. What follows them is in mechanism_later.py.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.family import Way, choose, fill_date, main, submit, today

LEAD, AGENCY, EVALUATOR = "Ways Home", "Reintegration Agency", "Lakeside"
OWN, SCHEME = "Ways home", "National skills scheme"
# A year is left to the corridor's programme at least; the scheme was planned for later.
PLANNED, ALIGNED = today() + timedelta(days=5 * 365), today() - timedelta(days=30)
# Seat, organisation, who sits on it, and as what.
SEATS = [
    ("lead", LEAD, "Thomas Lambrecht", "chair"),
    ("host_state", "Return Office", "Bart Claessens", "member"),
    ("origin_state", AGENCY, "Paa Kwesi Owusu", "member"),
    ("civil_society", "Adwumapa", "Abena Sarpong", "member"),
    ("donor", "Fund Office", "Kojo Appiah", "member"),
]
VOTERS = ["thomas", "bart", "paakwesi", "abena", "kojo"]
MINIMUM = [seat for seat, *_who in SEATS]
SOURCE = "Terms of reference, article 3"
CASEWORK, SURVEY = 1, 6
# All but what an authority of the country of origin never gets.
FILE = (1, 2, 3, 4, 5, 6, 8, 9, 10)


def pk_of(page: Page) -> str:
    """The last id of the page's address."""
    return re.findall(r"/([0-9a-f-]{36}|\d+)/", page.url)[-1]


def text(page: Page, name: str, value: Any) -> None:
    page.locator(f"main [name={name}]").fill(str(value))


def press(page: Page, action: str) -> None:
    """The first button of the form that is sent to an address that ends so."""
    page.locator(f"main form[action$='{action}'] button").first.click()
    page.wait_for_load_state()


def follow(page: Page, address: str) -> None:
    page.locator(f"main a[href*='{address}']").first.click()
    page.wait_for_load_state()


@dataclass
class Mechanism(Way):
    committee: str = ""
    meeting: str = ""
    scheme: str = ""
    reference: str = ""
    cases: list[str] = field(default_factory=list)

    # 1: a steering committee, on which donors and civil society sit
    def found_committee(self) -> None:
        page = self.as_("thomas")
        page.goto("/committees/new/")
        page.locator("[name=kind]").select_option("steering")
        text(page, "name", "Steering committee of the national mechanism")
        choose(page, "programme", OWN)
        text(page, "source", SOURCE)
        fill_date(page, "since_on", today())
        submit(page)
        self.committee = page.url
        for seat in MINIMUM:
            page.goto(f"{self.committee}minimums/new/")
            page.locator("[name=seat_kind]").select_option(seat)
            text(page, "minimum", 1)
            fill_date(page, "valid_from", today())
            text(page, "source", SOURCE)
            submit(page)
        self._rules(page)
        self.seen(page, "01 committee without seats")
        for seat in SEATS:
            self._seat(page, *seat)
        page.goto(self.committee)
        self.seen(page, "01 committee complete")

    def _rules(self, page: Page) -> None:
        page.goto(f"{self.committee}rules/new/")
        page.locator("[name=quorum_kind]").select_option("percent")
        text(page, "quorum", 60)
        page.locator("[name=voting]").select_option("majority")
        fill_date(page, "valid_from", today())
        text(page, "source", SOURCE)
        submit(page)

    def _seat(self, page: Page, seat: str, organisation: str, who: str, part: str) -> None:
        page.goto(f"{self.committee}seats/new/")
        page.locator("[name=kind]").select_option(seat)
        choose(page, "organisation", organisation)
        fill_date(page, "since_on", today())
        submit(page)
        page.locator("main a[href*='/committees/seats/']", has_text=organisation).first.click()
        page.wait_for_load_state()
        choose(page, "user", who)
        page.locator("[name=part]").select_option(part)
        press(page, "/holders/")
        expect(main(page)).to_contain_text(who)

    # 2: programmes side by side, and what of them doesn't meet
    def map_programmes(self) -> None:
        agency = self.as_("paakwesi")
        agency.goto("/programmes/new/")
        text(agency, "code", "NSS-1")
        text(agency, "name", SCHEME)
        agency.locator("[name=kind]").select_option("development")
        agency.locator("[name=status]").select_option("running")
        fill_date(agency, "starts_on", PLANNED)
        text(agency, "seats", 80)
        agency.locator("[name=is_open]").check()
        submit(agency)
        self.scheme = agency.url
        self._place(agency)
        page = self.as_("thomas")
        page.goto("/alignment/")
        press(page, "/compare/")
        for aspect in ("Dates", "Area", "Money", "Criteria"):
            expect(main(page)).to_contain_text(aspect)
        self.seen(page, "02 programmes side by side")
        self._pair(page)
        expect(main(page)).to_contain_text("They don't meet on")
        self.seen(page, "02 what does not meet")

    def _place(self, page: Page) -> None:
        form = page.locator("main form[action$='/places/']")
        form.evaluate("n => n.closest('details').open = true")
        choose(page, "place-country", "Ghana")
        form.locator("button").click()
        page.wait_for_load_state()

    def _pair(self, page: Page) -> None:
        own = re.search(r"/programmes/(\d+)/", self.scheme)
        assert own
        page.goto(f"/alignment/pairs/1/{own[1]}/")

    # 3: a change is proposed, agreed to and made: the two meet
    def align(self) -> None:
        page = self.as_("thomas")
        follow(page, "/propose/")
        page.locator("[name=aspect]").select_option("dates")
        choose(page, "asked", AGENCY)
        text(page, "text", "Begin this autumn, so that those who return now find a place.")
        submit(page)
        agency = self.as_("paakwesi")
        agency.goto(page.url)
        follow(agency, "/alignment/mends/")
        agency.locator("[name=answer]").first.check()
        text(agency, "reason", "The ministry has brought the first year forward.")
        submit(agency, "/answer/")
        agency.goto(f"{self.scheme}change/")
        fill_date(agency, "starts_on", ALIGNED)
        submit(agency)
        page.reload()
        expect(main(page)).not_to_contain_text("They don't meet on")
        self.seen(page, "03 aligned")

    # 4: the committee meets and decides by what the money is shared out
    def decide_criteria(self) -> None:
        page = self.as_("thomas")
        page.goto(f"{self.committee}propose/")
        text(page, "title", "Criteria of the common fund")
        choose(page, "about", SCHEME)
        text(page, "why", "Two donors put their money together; both ask by what it is given.")
        submit(page)
        page.goto(f"{self.committee}meetings/new/")
        fill_date(page, "on", today())
        text(page, "place", "Ministry, Accra")
        submit(page)
        page.locator("main a[href*='/committees/meetings/']").first.click()
        page.wait_for_load_state()
        self.meeting = page.url
        press(page, "/schedule/")
        page.goto(f"{self.meeting}invite/")
        submit(page)
        self._answer()
        page.goto(self.meeting)
        press(page, "/begin/")
        for select in page.locator("main form select").all():
            select.select_option("present")
        submit(page)
        motion = page.locator("main form[action$='/motion/']")
        motion.locator("[name=text]").fill("Returns expected count twice, places in services once.")
        self.seen(page, "04 meeting")
        motion.locator("button.btn-primary").click()
        page.wait_for_load_state()
        self._vote()
        page.reload()
        press(page, "/close/")
        found = re.search(r"Decision (\S+)", main(page).locator(".cm-d h2").first.inner_text())
        assert found
        self.reference = found[1]
        self.seen(page, "04 decided")

    def _answer(self) -> None:
        civil = self.as_("abena")
        civil.goto(self.meeting)
        civil.locator("[name=presence][value=present]").check()
        press(civil, "/answer/")

    def _vote(self) -> None:
        for who in VOTERS:
            page = self.as_(who)
            page.goto(self.meeting)
            page.locator("main form[action*='/votes/'] [name=choice][value=for]").first.check()
            page.locator("main form[action*='/votes/'] button.btn-primary").click()
            page.wait_for_load_state()
            expect(main(page)).to_contain_text("for ")

    def close_meeting(self) -> None:
        page = self.as_("thomas")
        page.goto(f"{self.meeting}minutes/")
        minutes = page.locator("main form[action$='/minutes/write/']")
        minutes.locator("[name=text]").fill("One decision, by all five seats.")
        minutes.locator("button.btn-primary").click()
        page.wait_for_load_state()
        self.seen(page, "04 minutes")

    # 5: who sees what from now on
    def agree(self) -> None:
        page = self.as_("thomas")
        page.goto("/agreements/new/")
        text(page, "number", "NM-1")
        text(page, "title", "National mechanism: handover and evaluation")
        page.locator("[name=kind]").select_option("data_sharing")
        fill_date(page, "starts_on", today())
        submit(page)
        pk = self.agreement = pk_of(page)
        for party in (AGENCY, "Adwumapa", EVALUATOR, "Fund Office", "Commission South"):
            page.goto(f"/agreements/{pk}/")
            page.locator("[name=party-organisation]").evaluate(
                "n => n.closest('details').open = true"
            )
            choose(page, "party-organisation", party)
            page.locator("form[action$='/parties/'] button").last.click()
            page.wait_for_load_state()
        for number, owner, to, classes, purpose in (
            ("1", LEAD, AGENCY, FILE, CASEWORK),
            ("2", LEAD, EVALUATOR, (3, 4), SURVEY),
            ("3", "Adwumapa", EVALUATOR, (10,), SURVEY),
            ("4", AGENCY, "Adwumapa", FILE, CASEWORK),
            ("5", "Adwumapa", AGENCY, FILE, CASEWORK),
        ):
            self._clause(page, pk, number, owner, to, classes=classes, purpose=purpose)
        self._name_controller(page, pk)
        page.locator("form[action$='/offer/'] button").first.click()
        page.wait_for_load_state()
        for signatory in ("thomas", "paakwesi", "abena", "kojo", "efua"):
            signer = self.as_(signatory)
            signer.goto(f"/agreements/{pk}/")
            self._sign(signer)
        page.goto(f"/agreements/{pk}/")
        follow(page, "/paper/")
        text(page, "signatory", "The partners of Lakeside")
        fill_date(page, "signed_on", today())
        submit(page)
        expect(main(page)).to_contain_text("In force")
        self.seen(page, "05 agreement in force")

    # 6: households are asked whether the agency and the evaluator may have their file
    def ask_households(self) -> None:
        page = self.as_("lieve")
        page.goto("/cases/?stage=support")
        rows = page.locator("main tbody th a[href^='/cases/']")
        self.cases = rows.evaluate_all("n => n.map(x => x.getAttribute('href'))")
        for case in self.cases:
            self._consent(page, case)
        self.seen(page, "06 consent to the agency")

    def _consent(self, page: Page, case: str) -> None:
        page.goto(f"{case}consent/")
        for box in page.locator("[name=members]").all():
            box.check()
        for recipient in (AGENCY, EVALUATOR):
            for box in page.locator(".hw-grant", has_text=recipient).locator("input").all():
                box.check()
        page.locator("select[name=language]").select_option("en")
        page.locator("[name=way][value=signature]").check()
        text(page, "guardian", "The head of the household")
        fill_date(page, "given_on", today())
        page.locator("button[name=do][value=save]").click()
        page.wait_for_load_state()
