"""The family's way as the people on it walk it: one method a step, each as the right person.

Fields are found by name and buttons by what they send, so that the same walk goes in any language.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect


def today() -> date:
    """Asked each time: a run may begin before midnight and end after it."""
    return date.today()


# A PDF by its first bytes: what a proof is checked for.
PROOF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def main(page: Page) -> Locator:
    return page.locator("main")


def fill_date(page: Page, name: str, on: date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(on, part)))


def submit(page: Page, action: str = "") -> None:
    """The form's own button: of the form that goes to `action`, or of the page's first."""
    form = f"main form[action*='{action}']" if action else "main form[method=post]"
    page.locator(form).first.locator("button.btn-primary, button.btn-quiet").last.click()
    page.wait_for_load_state()


def choose(page: Page, name: str, label: str) -> None:
    """A select's option by a part of its text."""
    options = page.locator(f"select[name={name}] option")
    texts = [text.strip() for text in options.all_inner_texts()]
    found = [index for index, text in enumerate(texts) if label in text]
    assert found, f"{label!r} is none of {texts}"
    page.locator(f"select[name={name}]").select_option(index=found[0])


@dataclass
class Way:
    """Who walks it, and what one step has to tell the next."""

    sign_in: Callable[..., Page]
    seen: Callable[[Page, str], None]
    language: str = "en"
    family_name: str = "Adomako"
    household: int = 4
    pages: dict[str, Page] = field(default_factory=dict)
    case: str = ""
    agreement: str = ""
    link: str = ""
    instalment: str = ""

    def as_(self, who: str, **window: Any) -> Page:
        """The page of one person; each signs in once."""
        if who not in self.pages:
            email = f"{who}@demo.homeward.example"
            self.pages[who] = self.sign_in(email, **{"language": self.language} | window)
            if self.language != "en":
                self._speak(self.pages[who])
        return self.pages[who]

    def _speak(self, page: Page) -> None:
        page.context.add_cookies(
            [{"name": "django_language", "value": self.language, "url": page.url}]
        )

    def open_case(self, who: str) -> Page:
        page = self.as_(who)
        page.goto(f"/cases/{self.case}/")
        return page

    # 1 and 2: sign in; search first, then register a household of four
    def search_and_register(self) -> None:
        page = self.as_("lieve")
        self.seen(page, "01 my work")
        page.goto(f"/persons/?q={self.family_name}")
        self.seen(page, "02 searched first")
        page.goto(f"/persons/register/?q={self.family_name}")
        for _more in range(self.household - 1):
            page.locator("button[name=do][value=add]").click()
            page.wait_for_load_state()
        self._fill_members(page)
        self.seen(page, "03 registration")
        page.locator("button[name=do][value=save]").last.click()
        page.wait_for_load_state()
        if "/consent/" not in page.url:
            page.locator("button[name=do][value=save].btn-primary").first.click()
            page.wait_for_url(re.compile("/consent/"))
        found = re.search(r"/cases/([0-9a-f-]{36})/", page.url)
        assert found, page.url
        self.case = found[1]

    def _fill_members(self, page: Page) -> None:
        people = [
            ("Adwoa", "head", "female", {"known": "year", "year": "1990"}),
            ("Kwesi", "partner", "male", {"known": "month", "month": "5", "year": "1986"}),
            ("Nana", "child", "female", {"known": "season", "season": "rainy", "year": "2016"}),
            ("Baba", "child", "unknown", {"known": "unknown"}),
        ]
        page.locator("select[name=corridor]").select_option(index=1)
        page.locator("[name=destination]").fill("Ashaiman")
        page.locator("[name=phone]").fill("+233 20 000 0000")
        for prefix, (given, role, sex, birth) in zip(self._prefixes(page), people, strict=True):
            page.locator(f"[name={prefix}-given_name]").fill(given)
            page.locator(f"[name={prefix}-family_name]").fill(self.family_name)
            page.locator(f"[name={prefix}-role]").select_option(role)
            page.locator(f"[name={prefix}-sex]").select_option(sex)
            page.locator(f"[name={prefix}-birth_known]").select_option(birth["known"])
            if "month" in birth:
                page.locator(f"[name={prefix}-birth_month]").select_option(birth["month"])
            if "season" in birth:
                page.locator(f"[name={prefix}-birth_season]").select_option(birth["season"])
            if "year" in birth:
                page.locator(f"[name={prefix}-birth_year]").fill(birth["year"])
        first = self._prefixes(page)[0]
        page.locator(f"[name={first}-other_given]").evaluate(
            "n => n.closest('details').open = true"
        )
        page.locator(f"[name={first}-other_script]").select_option("arabic")
        page.locator(f"[name={first}-other_given]").fill("أدوا")
        page.locator(f"[name={first}-other_family]").fill("أدوماكو")

    def _prefixes(self, page: Page) -> list[str]:
        names = page.locator("[name$=-given_name]").evaluate_all("n => n.map(x => x.name)")
        return [name.removesuffix("-given_name") for name in names]

    # 3: consent, per recipient, purpose and class
    def consent(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/consent/")
        for opened in page.locator("main details").all():
            opened.evaluate("n => n.open = true")
        for box in page.locator("[name=members]").all():
            box.check()
        for box in page.locator("input[name$=-classes]").all():
            box.check()
        page.locator("select[name=language]").select_option("en")
        page.locator("[name=way][value=signature]").check()
        page.locator("[name=guardian]").fill("Adwoa Adomako")
        fill_date(page, "given_on", today())
        self.seen(page, "04 consent")
        page.locator("button[name=do][value=save]").click()
        page.wait_for_url(re.compile("/intake/"))

    # 4: the intake, once
    def intake(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/intake/?facts")
        for kind, value in {
            "languages": "Twi, some Dutch",
            "housing": "With her brother for three months",
            "wishes": "A catering stall",
            "trade": "Cook, 6 years",
            "health": "Asthma, the youngest child",
            "onward": "A ride to Ashaiman",
        }.items():
            page.locator(f"[name={kind}-value]").fill(value)
        page.locator("[name=school_level-unknown]").check()
        self.seen(page, "05 intake")
        page.locator("button[name=do][value=finish], button[value=finish]").first.click()
        page.wait_for_load_state()

    # 5: without an agreement the next step is refused, with all reasons at once
    def announce(self, *, flight: bool = True) -> Page:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/announce/")
        choose(page, "reception_org", "Reception Accra")
        choose(page, "case_org", "Adwumapa")
        page.locator("[name=flight]").fill("YY 512")
        if flight:
            fill_date(page, "lands_on", today())
            page.locator("[name=lands_at]").fill("23:30")
        else:
            for part in ("day", "month", "year"):
                page.locator(f"[name=lands_on_{part}]").fill("")
            page.locator("[name=lands_at]").fill("")
        submit(page)
        return page

    def suspend_agreement(self) -> str:
        page = self.as_("thomas")
        page.goto("/agreements/?status=in_force")
        page.locator("main tbody th a").first.click()
        page.wait_for_load_state()
        pk = page.url.rstrip("/").rsplit("/", 1)[1]
        page.goto(f"/agreements/{pk}/suspend/")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        return pk

    def resume_agreement(self, pk: str) -> None:
        page = self.as_("thomas")
        page.goto(f"/agreements/{pk}/")
        page.locator("form[action$='/resume/'] button").first.click()
        page.wait_for_load_state()

    def sign_new_agreement(self) -> None:
        page = self.as_("thomas")
        page.goto("/agreements/new/")
        page.locator("[name=number]").fill(f"JRN-{self.language}")
        page.locator("[name=title]").fill("Arrival and case management")
        page.locator("[name=kind]").select_option("data_sharing")
        fill_date(page, "starts_on", today())
        submit(page)
        pk = page.url.rstrip("/").rsplit("/", 1)[1]
        for party in ("Reception Accra", "Adwumapa"):
            page.goto(f"/agreements/{pk}/")
            page.locator("[name=party-organisation]").evaluate(
                "n => n.closest('details').open = true"
            )
            choose(page, "party-organisation", party)
            page.locator("form[action$='/parties/'] button").last.click()
            page.wait_for_load_state()
        self._clause(page, pk, "1.1", "Ways Home", "Reception Accra", classes=(1, 3), purpose=2)
        self._clause(page, pk, "1.2", "Ways Home", "Adwumapa", classes=(1, 2, 3, 4, 5), purpose=1)
        self._name_controller(page, pk)
        self.seen(page, "07 agreement drafted")
        page.locator("form[action$='/offer/'] button").first.click()
        page.wait_for_load_state()
        for signatory in ("thomas", "kofi", "abena"):
            signer = self.as_(signatory)
            signer.goto(f"/agreements/{pk}/")
            self._sign(signer)
        page.goto(f"/agreements/{pk}/who-sees-what/")
        self.seen(page, "08 who sees what")
        self.agreement = pk

    def _sign(self, signer: Page) -> None:
        """The agreement's page leads to what is signed; the button is below it."""
        signer.locator("main a[href$='/sign/']").click()
        signer.wait_for_load_state()
        signer.locator("main form button.btn-primary").click()
        signer.wait_for_load_state()

    def _name_controller(self, page: Page, pk: str) -> None:
        page.goto(f"/agreements/{pk}/")
        first = page.locator("[name=controllers-organisations]").first
        first.evaluate("n => n.closest('details').open = true")
        first.check()
        page.locator("form[action$='/controllers/'] button").last.click()
        page.wait_for_load_state()

    def _clause(
        self, page: Page, pk: str, number: str, owner: str, to: str, *,
        classes: tuple[int, ...], purpose: int,
    ) -> None:  # fmt: skip
        page.goto(f"/agreements/{pk}/")
        page.locator("[name=clause-number]").evaluate("n => n.closest('details').open = true")
        page.locator("[name=clause-number]").fill(number)
        choose(page, "clause-from_org", owner)
        choose(page, "clause-to_org", to)
        for data_class in classes:
            page.locator(f"[name=clause-data_classes][value='{data_class}']").check()
        page.locator(f"[name=clause-purposes][value='{purpose}']").check()
        page.locator("[name=clause-transfer_ground]").select_option("standard_clauses")
        page.locator("[name=clause-onward]").check()
        page.locator("[name=clause-may_write]").check()
        page.locator("form[action$='/clauses/'] button").last.click()
        page.wait_for_load_state()

    # 6: the reception desk sees only what arrival needs, and confirms
    def arrive(self) -> None:
        page = self.as_("kofi")
        page.goto("/arrivals/")
        self.seen(page, "10 arrivals board")
        entry = page.locator(".ar", has_text=self.family_name)
        entry.locator("a[id^='register-']").first.click()
        page.wait_for_load_state()
        page.locator("[name=adults]").fill("2")
        page.locator("[name=children]").fill("2")
        self.seen(page, "11 receive")
        submit(page)

    # 7: confirm, don't ask again
    def confirm_facts(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/facts/")
        page.locator("form[action$='/take/'] button").first.click()
        page.wait_for_load_state()
        page.goto(f"/cases/{self.case}/facts/")
        self.seen(page, "12 facts to confirm")
        page.locator("li", has_text="With her brother").locator("a[href$='/correct/']").click()
        page.wait_for_load_state()
        page.locator("[name=value]").fill("A rented room until March")
        page.locator("[name=said_by]").select_option("person")
        fill_date(page, "said_on", today())
        submit(page)
        page.goto(f"/cases/{self.case}/facts/")
        forms = page.locator("form[action$='/confirm/']")
        for action in forms.evaluate_all("n => n.map(x => x.getAttribute('action'))"):
            page.locator(f"form[action='{action}'] button").click()
            page.wait_for_load_state()
            page.goto(f"/cases/{self.case}/facts/")
        expect(main(page)).to_contain_text("A rented room until March")
        self.seen(page, "13 facts confirmed")

    # 8: the plan and the commission
    def plan(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/plan/")
        page.locator("[name=goal]").fill(
            "A stall that feeds the family, and the children at school"
        )
        submit(page, "/draft/")
        self._line(page, "economic", "funded_item", "Catering stall", cost="900")
        self._line(page, "economic", "public_service", "Cooking certificate")
        self._line(page, "social", "public_service", "School places")
        self._line(page, "psychosocial", "public_service", "Parents’ group")
        self._agree(page)
        page.locator("select[name=session]").select_option(index=1)
        self.seen(page, "14 plan")
        submit(page, "/send/")

    def _agree(self, page: Page) -> None:
        """The plan is read together; the person says yes and signs."""
        page.goto(f"/cases/{self.case}/plan/answer/")
        page.locator("[name=answer][value=agreed]").check()
        page.locator("[name=way][value=signature]").check()
        self.seen(page, "14 the person's answer")
        submit(page)

    def _line(self, page: Page, dimension: str, kind: str, title: str, *, cost: str = "") -> None:
        page.goto(f"/cases/{self.case}/plan/lines/new/")
        page.locator("[name=dimension]").select_option(dimension)
        page.locator("[name=kind]").select_option(kind)
        page.locator("[name=title]").fill(title)
        page.locator("[name=cost]").fill(cost)
        fill_date(page, "due_on", today() + timedelta(days=60))
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()

    def decide(
        self, outcome: str, reason: str, *, condition: str = "", voted: bool = False
    ) -> None:
        page = self.as_("efua")
        page.goto("/commission/")
        page.locator("main a", has_text=self.family_name).first.click()
        page.wait_for_load_state()
        session = page.url
        self._attend(page)
        if voted:
            self._vote(session)
        page.goto("/commission/")
        page.locator("main a", has_text=self.family_name).first.click()
        page.wait_for_load_state()
        page.locator(f"[name=outcome][value={outcome}]").check()
        page.locator("[name=reason]").select_option(reason)
        if condition:
            page.locator("[name=text_1]").evaluate("n => n.closest('details').open = true")
            page.locator("[name=text_1]").fill(condition)
            fill_date(page, "due_1", today() + timedelta(days=14))
        self.seen(page, f"15 commission {outcome}")
        submit(page, "/decide/")

    def _attend(self, page: Page) -> None:
        page.locator("main a[href$='/attendance/']").click()
        page.wait_for_load_state()
        for seat in page.locator("main form select").all():
            seat.select_option(index=1)
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()

    def _vote(self, session: str) -> None:
        """The member with a sign-in votes; the secretary writes down the others' votes."""
        member = self.as_("kodjo")
        member.goto(session)
        member.locator("#vote [name=voice][value=for]").check()
        self.seen(member, "15 a member votes")
        member.locator("#vote form button.btn-primary").click()
        member.wait_for_load_state()
        page = self.as_("efua")
        for number in range(2):
            page.goto(session)
            page.locator("#vote li form button[value=for]").nth(number).click()
            page.wait_for_load_state()

    # 9: the referral, answered through a link, declined and sent again
    def refer(self, service: str, *, again: bool = False) -> None:
        page = self.open_case("abena")
        if again:
            page.goto("/referrals/?status=declined")
            page.locator("tr", has_text=self.family_name).locator("th a").first.click()
            page.wait_for_load_state()
            page.locator("a[href*='/referrals/new/']").first.click()
        else:
            page.goto(f"/cases/{self.case}/referrals/new/")
        page.wait_for_load_state()
        page.locator("main [name=q]").fill(service)
        page.locator("main [name=places]").check()
        page.locator("main form[role=search] button").click()
        page.wait_for_load_state()
        page.locator("main tbody a").first.click()
        page.wait_for_load_state()
        for box in page.locator("[name=facts]").all():
            box.check()
        choose(page, "line", "Cooking certificate")
        self.seen(page, f"16 referral {'again' if again else 'first'}")
        page.locator("button[name=send]").click()
        page.wait_for_load_state()
        self.link = page.locator("#answer-link").input_value()
        self.seen(page, f"17 referral sent {'again' if again else 'first'}")

    def open_link(self, browser_page: Page) -> Page:
        browser_page.goto("/r/" + self.link.rstrip("/").rsplit("/", 1)[1] + "/")
        return browser_page

    def decline(self, page: Page) -> None:
        self.open_link(page)
        page.locator("[name=answer][value=decline]").check()
        page.locator("[name=decline_reason]").select_option("no_places")
        page.locator("[name=text]").fill("Full until March")
        self.seen(page, "18 provider declines")
        submit(page)

    def accept_and_report(self, page: Page) -> None:
        self.open_link(page)
        page.locator("[name=answer][value=accept]").check()
        fill_date(page, "first_day", today() + timedelta(days=13))
        page.locator("[name=received_by]").fill("Mrs Boateng")
        submit(page)
        self.seen(page, "19 provider accepted")
        page.locator("[name=outcome][value=certificate]").check()
        self.seen(page, "20 provider reports")
        page.locator("form:has([name=act][value=outcome]) button").click()
        page.wait_for_load_state()

    def read_outcome(self) -> None:
        page = self.as_("abena")
        page.goto("/referrals/?status=completed")
        page.locator("tr", has_text=self.family_name).locator("th a").first.click()
        page.wait_for_load_state()
        self.seen(page, "21 outcome")
        page.locator("form[action$='/read/'] button").click()
        page.wait_for_load_state()

    # 10: an instalment, paid on proof
    def pay(self, folder: Path) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/instalments/")
        page.locator("main a[href*='/funds/lines/']").first.click()
        page.wait_for_load_state()
        page.locator("[name=amount_1]").fill("900")
        fill_date(page, "due_1", today() + timedelta(days=20))
        submit(page)
        page.goto(f"/cases/{self.case}/instalments/")
        page.locator("main a[href*='/funds/instalments/']").first.click()
        page.wait_for_load_state()
        proof = folder / "receipt.pdf"
        proof.write_bytes(PROOF)
        page.locator("[name=file]").set_input_files(str(proof))
        self.seen(page, "22 proof")
        submit(page)
        officer = self.as_("kojo")
        officer.goto("/funds/")
        self.seen(officer, "23 funds")
        officer.locator("tr", has_text=self.family_name).locator("a").first.click()
        officer.wait_for_load_state()
        self.refuse_proof(officer)
        self.bring_again(page, proof)
        officer.goto(self.instalment)
        fill_date(officer, "paid_on", today())
        officer.locator("#pay button.btn-primary").click()
        officer.wait_for_load_state()
        # The programme asks for a check that nobody made: refused, with what is missing.
        expect(officer.locator(".hw-errors li")).to_have_count(1)
        self.seen(officer, "24 check missing")
        officer.locator("a[href*='/check/?check=invoice_matches']").click()
        officer.wait_for_load_state()
        submit(officer)
        fill_date(officer, "paid_on", today())
        officer.locator("#pay button.btn-primary").click()
        officer.wait_for_load_state()
        expect(officer.locator("#pay")).to_have_count(0)
        self.seen(officer, "24 paid")

    def refuse_proof(self, officer: Page) -> None:
        """The paper has no date: the instalment is not paid, and another paper is asked for."""
        self.instalment = officer.url
        officer.locator("a[href$='/refuse/']").click()
        officer.wait_for_load_state()
        officer.locator("[name=reason]").select_option("not_dated")
        officer.locator("button.btn-danger").click()
        officer.wait_for_load_state()
        expect(officer.locator("#pay")).to_have_count(0)
        self.seen(officer, "23 proof refused")

    def bring_again(self, page: Page, proof: Path) -> None:
        page.reload()
        expect(page.locator("#proof")).to_have_count(1)
        page.locator("[name=file]").set_input_files(str(proof))
        submit(page)

    def send_again(self) -> None:
        """The commission asked for more: the next version goes to its next session."""
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/plan/")
        again = page.locator("form[action$='/draft/'] button")
        if again.count():
            again.first.click()
            page.wait_for_load_state()
        self._agree(page)
        page.locator("select[name=session]").select_option(index=1)
        submit(page, "/send/")

    # 11: a survey wave, held by somebody who is not the family's own case worker
    def survey(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/surveys/")
        if (plan := page.locator("form[action$='/surveys/plan/'] button")).count():
            plan.first.click()
            page.wait_for_load_state()
        interviewer = self.as_("yaw")
        interviewer.goto(f"/cases/{self.case}/surveys/")
        interviewer.locator("main .hw-panel a[href*='/surveys/']").first.click()
        interviewer.wait_for_load_state()
        for item in interviewer.locator("main fieldset").all():
            radios = item.locator("input[type=radio]")
            if radios.count() and radios.first.is_visible():
                radios.first.check()
            # What several answers can be ticked for.
            boxes = item.locator("input[type=checkbox]")
            if boxes.count():
                boxes.first.check()
        fill_date(interviewer, "held_on", today())
        self.seen(interviewer, "25 survey")
        interviewer.locator("main form button.btn-primary").last.click()
        interviewer.wait_for_url(re.compile("/score/"))
        self.seen(interviewer, "26 score")

    # 12: closure with its reason
    def close(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/close/")
        page.locator("[name=reason][value=completed]").check()
        self.seen(page, "27 closing")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()

    def end_agreement(self) -> None:
        """The walk's own agreement: what stood before covers the rest of the way."""
        page = self.as_("thomas")
        page.goto(f"/agreements/{self.agreement}/end/")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()

    def meet_condition(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/plan/")
        page.locator("form[action*='/conditions/'] button").first.click()
        page.wait_for_load_state()
