"""The protected file as the people on it walk it: a survivor of trafficking and her child.

One method a step, each as the right person. Whoever must learn nothing is asked the same question
about a case that never was, and both answers are compared.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from playwright.sync_api import APIResponse, Page, expect

from tests.journeys.conftest import PASSWORD, Site
from tests.journeys.family import Way, choose, fill_date, main, submit, today

CLINIC, DESK, OFFICE = "Palm Grove Clinic", "Reception Accra", "Return Office"
CONDITION = "Treatment begun in Ghent, interrupted nine days ago"
HOUSING = "A room that only two people know of"
WISH = "To train as a seamstress"
NOTE = "He asks for her at the lorry park; she is met at the back door."
SEEN = "A man asked at the gate which bus she takes."
DOSE = "Two tablets every morning"
WHY_SEALED = "The man she testified against looks for her."
# What differs from one answer to the next without telling anything: the forms' masked secret.
SECRET = re.compile(rb'\b[A-Za-z0-9]{64}\b|(?<=page_mark" value=")[\w-]+')
# Every address that a case has, asked for by the one who must not learn that it is there.
ADDRESSES = [
    "/cases/{}/", "/cases/{}/consent/", "/cases/{}/facts/", "/cases/{}/note/", "/cases/{}/plan/",
    "/cases/{}/seal/", "/cases/{}/grounds/", "/cases/{}/blocks/", "/cases/{}/changes/",
    "/cases/{}/referrals/new/", "/cases/{}/surveys/", "/cases/{}/close/", "/cases/{}/concern/",
    "/cases/{}/screen/", "/cases/{}/health/",
]  # fmt: skip
# Where a colleague's work is listed and counted.
LISTS = [
    "/", "/cases/", "/cases/?stage=departure", "/cases/?state=all&page=2", "/referrals/",
    "/notices/", "/framework/",
]  # fmt: skip


def plain(answer: APIResponse, *names: str) -> bytes:
    """The answer's bytes without what names the case that was asked for."""
    body = SECRET.sub(b"", answer.body())
    for name in names:
        body = body.replace(name.encode(), b"")
    return body


@dataclass
class Protected(Way):
    family_name: str = "Ofosuhene"
    household: int = 2
    reference: str = ""
    person: str = ""
    referral: str = ""
    requested: str = ""
    handover: str = ""
    received: str = ""

    def _fill_members(self, page: Page) -> None:
        people = [("Efe", "head", "female", "1999"), ("Junior", "child", "male", "2021")]
        page.locator("select[name=corridor]").select_option(index=1)
        page.locator("[name=destination]").fill("Accra")
        for prefix, (given, role, sex, year) in zip(self._prefixes(page), people, strict=True):
            page.locator(f"[name={prefix}-given_name]").fill(given)
            page.locator(f"[name={prefix}-family_name]").fill(self.family_name)
            page.locator(f"[name={prefix}-role]").select_option(role)
            page.locator(f"[name={prefix}-sex]").select_option(sex)
            page.locator(f"[name={prefix}-birth_known]").select_option("year")
            page.locator(f"[name={prefix}-birth_year]").fill(year)

    def register(self) -> None:
        self.search_and_register()
        page = self.open_case("lieve")
        found = re.search(r"GH-\d\d-\d+", main(page).inner_text())
        assert found
        self.reference = found[0]

    # She says yes to those who help her, and no to the desk at the border and the return office.
    def consent(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/consent/")
        page.locator("main details").evaluate_all("all => all.forEach(n => n.open = true)")
        for box in page.locator("[name=members]").all():
            box.check()
        for grant in page.locator(".hw-grant").all():
            to = grant.locator("p").first.inner_text()
            if "Adwumapa" in to or CLINIC in to:
                for box in grant.locator("input[name$=-classes]").all():
                    box.check()
        page.locator("select[name=language]").select_option("en")
        page.locator("[name=way][value=signature]").check()
        page.locator("[name=guardian]").fill(f"Efe {self.family_name}")
        fill_date(page, "given_on", today())
        self.seen(page, "01 consent to the clinic, not to the desk")
        page.locator("button[name=do][value=save]").click()
        page.wait_for_url(re.compile("/intake/"))

    def intake(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/intake/?facts")
        for kind, value in {"health": CONDITION, "housing": HOUSING, "wishes": WISH}.items():
            page.locator(f"[name={kind}-value]").fill(value)
        page.locator("button[name=do][value=finish]").click()
        page.wait_for_load_state()

    def block(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/blocks/")
        choose(page, "person", "Efe")
        choose(page, "whom", OFFICE)
        page.locator("[name=reason]").fill("Somebody there told him where she lived.")
        self.seen(page, "02 block")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(OFFICE)
        self.seen(page, "03 blocked")

    def seal(self) -> None:
        page = self.as_("akosua")
        page.goto(f"/cases/{self.case}/seal/")
        page.locator(".hw-choice, label").filter(has_text="Abena").locator("input").first.check()
        page.locator("[name=why]").fill(WHY_SEALED)
        self.seen(page, "04 seal")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(WHY_SEALED)
        self.seen(page, "05 sealed")

    def note_under_seal(self) -> None:
        page = self.as_("akosua")
        page.goto(f"/cases/{self.case}/note/")
        page.locator("[name=text]").fill(NOTE)
        submit(page)
        expect(main(page)).to_contain_text(NOTE)
        self.seen(page, "06 note under the seal")

    # What her case manager sees goes to the focal point, and can't be read back.
    def concern(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/concern/")
        choose(page, "person", "Efe")
        page.locator("[name=kind]").select_option("retrafficking")
        page.locator("[name=detail]").fill(SEEN)
        self.seen(page, "06a she saw something")
        submit(page)
        expect(page.locator("body")).to_contain_text("Handed to the protection focal point.")
        expect(page.locator("body")).not_to_contain_text(SEEN)
        assert page.request.get(f"/cases/{self.case}/protection/").status == 403

    def follow_concern(self) -> None:
        page = self.as_("akosua")
        page.goto(f"/cases/{self.case}/protection/")
        self.seen(page, "06b the focal point's page")
        page.locator(".hw-next a").first.click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(SEEN)
        page.locator("[name=to][value=confirmed]").check()
        page.locator("[name=why]").fill("The guard at the gate tells the same.")
        self.seen(page, "06c the concern")
        main(page).locator("form[action$='/decide/'] button").click()
        page.wait_for_load_state()
        main(page).locator("form[action$='/pathways/new/'] button").click()
        page.wait_for_load_state()
        self.seen(page, "06d her pathway")
        page.locator(".hw-next a").first.click()
        page.wait_for_load_state()
        page.locator("[name=evidence]").fill("She wants nobody at home to be told.")
        submit(page)
        expect(main(page)).to_contain_text("She wants nobody at home to be told.")

    def speak(self, who: str, language: str) -> Page:
        page = self.as_(who)
        page.goto("/")
        page.locator(f"header button[name=language][value={language}]").click()
        page.wait_for_load_state()
        return page

    # To a colleague outside of the team she does not exist.
    def unknown_to(self, who: str) -> None:
        page = self.as_(who)
        never, number = str(uuid.uuid4()), "GH-26-99999"
        for address in ADDRESSES:
            ours = page.request.get(address.format(self.case))
            nobody_s = page.request.get(address.format(never))
            assert ours.status == nobody_s.status == 404, address
            assert plain(ours, self.case) == plain(nobody_s, never), address
        for search in ("/search/?q={}", "/persons/?q={}"):
            ours = page.request.get(search.format(self.family_name))
            nobody_s = page.request.get(search.format("Zzyzxowu"))
            assert plain(ours, self.family_name) == plain(nobody_s, "Zzyzxowu"), search
        ours = page.request.get(f"/search/?q={self.reference}")
        nobody_s = page.request.get(f"/search/?q={number}")
        assert plain(ours, self.reference) == plain(nobody_s, number)
        page.goto(f"/search/?q={self.family_name}")
        self.seen(page, f"07 search by {who}")
        page.goto(f"/cases/{self.case}/")
        self.seen(page, f"08 the case's address by {who}")

    def traces(self, who: str) -> list[str]:
        """Where something of the file is written for this user: lists, counts and searches."""
        page = self.as_(who)
        searches = [
            address.format(words)
            for address in ("/search/?q={}", "/cases/?text={}", "/persons/?q={}")
            for words in (self.family_name, self.reference, f"Efe {self.family_name}")
        ]
        found = []
        for address in [*LISTS, *searches]:
            text = page.request.get(address).text()
            if (address in LISTS and self.family_name in text) or self.case in text:
                found.append(address)
        return found

    def lists_of(self, who: str) -> list[bytes]:
        return [plain(self.as_(who).request.get(address)) for address in LISTS]

    # The clinic sees the facts chosen for it, on a phone, by its link.
    def refer(self, service: str, *, again: bool = False) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/referrals/new/?q={service}")
        page.locator("main tbody tr", has_text=CLINIC).locator("a").first.click()
        page.wait_for_load_state()
        page.get_by_label(re.compile("Health")).check()
        self.seen(page, "09 referral to the clinic")
        page.locator("button[name=send]").click()
        page.wait_for_load_state()
        self.referral = page.url.rstrip("/").rsplit("/", 1)[1]
        self.link = page.locator("#answer-link").input_value()
        self.seen(page, "10 referral sent")

    def clinic_accepts(self, phone: Page) -> None:
        self.open_link(phone)
        expect(main(phone)).to_contain_text(CONDITION)
        for other in (HOUSING, WISH, NOTE, WHY_SEALED, "Junior"):
            expect(phone.locator("body")).not_to_contain_text(other)
        self.seen(phone, "11 clinic opens the link")
        phone.locator("[name=answer][value=accept]").check()
        fill_date(phone, "first_day", today() + timedelta(days=1))
        phone.locator("[name=received_by]").fill("Sister Comfort")
        submit(phone)
        self.seen(phone, "12 clinic accepted")

    # The treatment goes on: the clinic's nurse has an account.
    def clinic_account(self, site: Site) -> None:
        where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
        with psycopg.connect(where) as connection:
            connection.execute(
                "insert into access_user (email, name, roles, language, password, is_active,"
                " is_generated, organisation_id, session_stamp)"
                " select 'comfort@demo.homeward.example', 'Comfort Addo',"
                " array['health_focal_point'], 'en', u.password, true, true, o.id,"
                " gen_random_uuid() from access_user u, access_organisation o"
                " where u.email = 'family@demo.homeward.example' and o.name = %s",
                [CLINIC],
            )

    def hand_over_care(self) -> None:
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/health/hand-overs/new/")
        choose(page, "person", "Efe")
        choose(page, "receiver", CLINIC)
        page.locator("[name=condition]").fill(CONDITION)
        page.locator("[name=treatment]").fill("Begun in spring, to go on for five months")
        page.locator("[name=dose]").fill(DOSE)
        fill_date(page, "supply_until", today() + timedelta(days=2))
        self.seen(page, "12a a treatment is handed over")
        submit(page)
        main(page).locator("form[action$='/send/'] button").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text("waits for the clinic")
        self.handover = page.url

    def clinic_confirms(self) -> None:
        page = self.as_("comfort")
        page.goto("/care/")
        self.seen(page, "12b what the clinic received")
        main(page).locator("tbody a").first.click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(DOSE)
        for other in (HOUSING, WISH, NOTE, SEEN, "Junior"):
            expect(page.locator("body")).not_to_contain_text(other)
        fill_date(page, "first_appointment", today() + timedelta(days=6))
        page.locator("[name=received_by]").fill("Sister Comfort")
        self.seen(page, "12c the clinic confirms")
        submit(page)
        expect(main(page)).to_contain_text("Sister Comfort")
        assert page.request.get(f"/cases/{self.case}/").status in {403, 404}
        self.received = page.url
        sender = self.as_("abena")
        sender.goto(self.handover)
        expect(main(sender)).to_contain_text("4 days before the first appointment")
        self.seen(sender, "12d the sender is warned of the gap")

    def care_is_taken_back(self) -> None:
        page = self.as_("comfort")
        assert page.request.get(self.received).status == 404
        page.goto("/care/")
        expect(page.locator("body")).not_to_contain_text(self.family_name)
        sender = self.as_("abena")
        sender.goto(self.handover)
        expect(main(sender)).to_contain_text("consent withdrawn")

    def clinic_finds_closed(self, phone: Page) -> None:
        self.open_link(phone)
        for closed in (CONDITION, "Efe", self.family_name):
            expect(phone.locator("body")).not_to_contain_text(closed)
        self.seen(phone, "17 the clinic's next click")

    def referral_after_withdrawal(self) -> None:
        page = self.as_("abena")
        page.goto(f"/referrals/{self.referral}/")
        self.seen(page, "18 referral after the withdrawal")

    # Emergency access by the officer at the desk, who sees nothing of her otherwise.
    def emergency(self) -> None:
        page = self.as_("kofi")
        answer = page.request.get(f"/cases/{self.case}/")
        assert answer.status in {403, 404}
        page.goto("/emergency/")
        page.locator("[name=reference]").fill(self.reference)
        page.locator("[name=reason]").fill("Help")
        page.locator("[name=code]").fill("not the password")
        main(page).locator("button.btn-danger").click()
        page.wait_for_load_state()
        reasons = main(page).locator("[role=alert] li")
        expect(reasons).to_have_count(2)
        self.seen(page, "13 emergency refused")
        page.locator("[name=reason]").fill("She has collapsed at the desk and can not speak.")
        page.locator("[name=code]").fill(PASSWORD)
        main(page).locator("button.btn-danger").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(f"Efe {self.family_name}")
        expect(main(page)).to_contain_text(CONDITION)
        # What the role is not cleared for stays closed in an emergency too.
        expect(main(page)).not_to_contain_text(NOTE)
        self.seen(page, "14 emergency access with its banner")
        opened = page.url
        page.goto("/emergency/")
        page.locator("form[action$='/emergency/end/'] button").first.click()
        page.wait_for_load_state()
        assert page.request.get(opened).status == 404

    def review_emergency(self) -> None:
        page = self.speak("nadia", "en")  # her own language is French
        page.goto("/emergency/reviews/")
        page.locator("main a", has_text=self.reference).first.click()
        page.wait_for_load_state()
        page.locator("[name=verdict][value=justified]").check()
        page.locator("[name=note]").fill("The duty doctor confirms it.")
        self.seen(page, "15 review of the emergency")
        submit(page)
        page.goto(f"/audit/reads/?case={self.reference}")
        expect(main(page)).to_contain_text("Kofi Adjei")
        expect(main(page)).to_contain_text("Abena Sarpong")
        self.seen(page, "16 who read her file")

    # Her own pages, in French.
    def own_account(self, site: Site) -> None:
        """Accounts of returnees are made where the portal is given out: no page does it yet."""
        where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
        with psycopg.connect(where) as connection:
            person = connection.execute(
                "select person_id from cases_case where id = %s", [self.case]
            ).fetchone()
            assert person
            self.person = str(person[0])
            connection.execute(
                "insert into access_user (email, name, roles, language, password, is_active,"
                " is_generated, person_id, session_stamp) select 'efe@demo.homeward.example',"
                " 'Efe', roles, 'fr', password, true, true, %s, gen_random_uuid()"
                " from access_user where email = 'family@demo.homeward.example'",
                [self.person],
            )

    def withdraw_on_the_portal(self) -> None:
        page = self.as_("efe", language="fr", size="phone")
        page.goto("/portal/consents/")
        assert page.locator("html").get_attribute("lang") == "fr"
        self.seen(page, "19 her consents in French")
        page.locator("main li", has_text=CLINIC).locator("a").first.click()
        page.wait_for_load_state()
        self.seen(page, "20 she takes it back")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        expect(page.locator("section[aria-labelledby=see]")).not_to_contain_text(CLINIC)
        page.goto("/portal/my-data/")
        self.seen(page, "21 her data")

    def notice_waits(self) -> None:
        """The clinic has no account: what it answers is recorded by who told it."""
        page = self.as_("abena")
        page.goto(f"/cases/{self.case}/consent/")
        self.seen(page, "22 ledger after the withdrawal")
        page.locator("section[aria-labelledby=told] a", has_text=CLINIC).first.click()
        page.wait_for_load_state()
        self.seen(page, "23 notice")
        page.locator("[name=answer][value=deleted]").check()
        submit(page)
        expect(main(page).locator("form")).to_have_count(0)
        self.seen(page, "24 notice answered")

    # Vital interest, asked for by one and approved by another.
    def other_ground(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/cases/{self.case}/grounds/")
        choose(page, "person", "Efe")
        page.locator("[name=ground][value=vital_interest]").check()
        choose(page, "offer", DESK)
        page.locator("[name=classes][value='1']").check()
        page.locator("[name=reason]").fill("She may be carried off the plane unconscious.")
        fill_date(page, "until", today() + timedelta(days=3))
        self.seen(page, "25 another ground is asked for")
        submit(page)
        ground = page.url
        expect(main(page).locator("[name=decision]")).to_have_count(0)
        officer = self.as_("nadia")
        officer.goto(ground)
        officer.locator("[name=decision][value=approve]").check()
        self.seen(officer, "26 a second person decides")
        submit(officer)
        self.seen(officer, "27 approved")

    def why(self, who: str, about: str, step: str, said: str) -> None:
        page = self.as_(who)
        page.goto("/agreements/why/")
        page.locator("[name=case]").fill(self.reference)
        choose(page, "user", about)
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(f"{about} can't see it")
        expect(main(page)).to_contain_text(said)
        self.seen(page, step)

    def who_sees_what(self) -> None:
        page = self.as_("abena")
        page.goto("/agreements/who-sees-what/")
        expect(main(page)).to_contain_text(CLINIC)
        self.seen(page, "28 who sees what")

    # A copy of all that is held on her.
    def ask_for_a_copy(self) -> None:
        page = self.as_("lieve")
        page.goto(f"/rights/?reference={self.reference}")
        page.locator("main a", has_text="Efe").first.click()
        page.wait_for_load_state()
        page.locator("main a[href$='/request/']").click()
        page.wait_for_load_state()
        page.locator("[name=kind]").select_option("copy")
        page.locator("[name=asked_by]").select_option("in_person")
        page.locator("[name=said]").fill("I want to know who has read about me.")
        submit(page)
        self.requested = page.url
        self.seen(page, "31 she asks for a copy")

    def answer_with_a_copy(self, phone: Page) -> None:
        page = self.as_("nadia")
        page.goto(self.requested)
        page.locator("[name=identity][value=known]").check()
        submit(page, "/identity/")
        self.seen(page, "32 officer answers")
        page.locator("form[action$='/copy/'] button").first.click()
        page.wait_for_load_state()
        self.seen(page, "33 copy made")
        link = main(page).locator(".hw-code").inner_text()
        phone.goto("/copy/" + link.rstrip("/").rsplit("/", 1)[1] + "/")
        self.seen(phone, "34 she opens her copy")
        with phone.expect_download() as download:
            phone.locator("main form button").first.click()
        assert download.value.path().stat().st_size > 0

    def sealed_in_arabic(self) -> None:
        page = self.speak("akosua", "ar")
        page.goto(f"/cases/{self.case}/seal/")
        assert page.locator("html").get_attribute("dir") == "rtl"
        self.seen(page, "35 sealed page in Arabic")
