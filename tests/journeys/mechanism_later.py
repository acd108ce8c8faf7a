"""What follows in story 3: a cooperative, a pool, an evaluation, and the lead that goes."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys.family import choose, fill_date, main, submit, today
from tests.journeys.mechanism import (
    AGENCY,
    EVALUATOR,
    LEAD,
    OWN,
    SCHEME,
    Mechanism,
    follow,
    press,
    text,
)

MEMBERS = 35
RESIDENTS = [
    f"{given}; {family}; {sex}"
    for family in ("Asare", "Ofori", "Tawiah", "Nkansah", "Bediako")
    for given, sex in (
        ("Afia", "female"), ("Yaw", "male"), ("Adjoa", "female"), ("Kwabena", "male"),
    )
]  # fmt: skip
DONORS = {"Northern Lights Fund": "120000", "Bridge of Work Facility": "80000"}
FIGURES = {"Persons expected to return": ("310", "90"), "Places for a hundred": ("6", "9")}
# How long the worker is waited for, in milliseconds.
STEPS = 90_000
OK, NOT_FOUND = 200, 404


def _status(page: Page, address: str) -> int:
    answer = page.goto(address)
    return answer.status if answer else 0


class Later(Mechanism):
    cooperative: str = ""
    pool: str = ""
    round: str = ""
    evaluation: str = ""
    act: str = ""
    stage: str = ""

    # 7: returnees and neighbours join one programme, as a cooperative of 35
    def found_cooperative(self) -> None:
        page = self.as_("abena")
        page.goto("/collectives/new/")
        text(page, "name", "Palm grove cooperative")
        page.locator("[name=kind]").select_option("cooperative")
        choose(page, "programme", SCHEME)
        choose(page, "country", "Ghana")
        text(page, "product", "Palm oil")
        text(page, "currency", "GHS")
        submit(page)
        self.cooperative = page.url
        page.goto(f"{self.cooperative}state/")
        page.locator("[name=to]").select_option("active")
        submit(page)
        page.goto(f"{self.cooperative}members/")
        follow(page, "/members/together/")
        residents = RESIDENTS[:-1]
        boxes = page.locator("main [name=returnees]").all()[: MEMBERS - len(residents)]
        for box in boxes:
            box.check()
        text(page, "residents", "\n".join(residents))
        self.seen(page, "07 a group joins")
        # Nobody of the residents is recorded who has not agreed: refused, and nothing is lost.
        page.locator("main form[method=post] button.btn-primary").click()
        page.wait_for_load_state()
        expect(page.locator("main [role=alert] li")).to_have_count(1)
        fill_date(page, "agreed_on", today())
        page.locator("main form[method=post] button.btn-primary").click()
        page.wait_for_load_state()
        expect(main(page).locator("h2").first).to_have_text(f"{MEMBERS} members")
        expect(main(page)).to_contain_text("of 100 are local residents")
        self.seen(page, "07 cooperative of 35")

    # 8: two donors' money, shared out by what the committee decided
    def pool_two_donors(self) -> None:
        page = self.as_("kojo")
        page.goto("/pools/new/")
        text(page, "name", "Common fund of the mechanism")
        text(page, "currency", "EUR")
        for programme in (OWN, "Crossroads own aid"):
            page.locator("label", has_text=programme).locator("input").check()
        text(page, "source", f"Decision {self.reference}")
        submit(page)
        self.pool = page.url
        for donor, amount in DONORS.items():
            self._promise(page, donor, amount)
        self._criteria(page)
        page.goto(self.pool)
        self.seen(page, "08 pool of two donors")
        self._share_out(page)
        self.round = page.url
        for amount in ("143,333.33 EUR", "56,666.67 EUR"):
            expect(main(page)).to_contain_text(amount)
        self.seen(page, "08 calculation")
        second = self.as_("dede")
        second.goto(page.url)
        self._approve(second)
        self.seen(second, "08 shared out")

    def _promise(self, page: Page, donor: str, amount: str) -> None:
        page.goto(f"{self.pool}commit/")
        choose(page, "donor", donor)
        text(page, "agreement_number", f"CF-{amount}")
        text(page, "currency", "EUR")
        text(page, f"year_{today().year}", amount)
        text(page, "source", "Grant agreement, annex 1")
        submit(page)
        for verb in ("confirm", "receive"):
            page.goto(self.pool)
            page.locator(f"main a[href$='/{verb}/']").last.click()
            page.wait_for_load_state()
            if verb == "receive":
                text(page, "amount", amount)
            fill_date(page, "on", today())
            submit(page)

    def _criteria(self, page: Page) -> None:
        for name, weight, direction in zip(FIGURES, (2, 1), ("more", "less"), strict=True):
            page.goto(f"{self.pool}criteria/")
            text(page, "name", name)
            text(page, "weight", weight)
            page.locator("[name=direction]").select_option(direction)
            page.locator("[name=figure]").select_option("stated")
            fill_date(page, "valid_from", today())
            text(page, "source", f"Decision {self.reference}")
            submit(page)

    def _share_out(self, page: Page) -> None:
        page.goto(f"{self.pool}rounds/")
        text(page, "name", "First round")
        fill_date(page, "budgets_until", today() + timedelta(days=365))
        for line, programme in enumerate((OWN, "Crossroads own aid"), start=1):
            choose(page, f"programme_{line}", programme)
            page.locator(f"[name=kind_{line}]").select_option("ordinary")
            figures = page.locator(f"[name^=figure_{line}_]").all()
            sources = page.locator(f"[name^=source_{line}_]").all()
            for box, source, (_name, said) in zip(figures, sources, FIGURES.items(), strict=True):
                box.fill(said[line - 1])
                source.fill("Plan of returns, table 2")
        submit(page)

    def _approve(self, page: Page) -> None:
        choose(page, "decided_in", self.reference)
        page.locator("main button[name=approve]").click()
        page.wait_for_load_state()
        expect(main(page)).to_contain_text(
            f"Decision {self.reference}, Criteria of the common fund"
        )

    # 9: an evaluator compares with people alike who had no aid, from a frozen extract
    def ask_for_evaluation(self) -> None:
        page = self.as_("bart")
        page.goto("/evaluations/new/")
        text(page, "title", "Does aid show in the first survey?")
        text(page, "about", "For the committee, before the agency takes the caseload over.")
        choose(page, "evaluator_org", EVALUATOR)
        choose(page, "assessed_org", LEAD)
        submit(page)
        self.evaluation = page.url

    def freeze(self) -> None:
        page = self.as_("selorm")
        page.goto(f"{self.evaluation}question/")
        text(page, "text", "Are returnees with aid better off than those alike without?")
        text(page, "outcome", "baseline_composite")
        page.locator("[name=treatment]").select_option("aided_no_aid")
        text(page, "covariates", "baseline_months")
        submit(page)
        page.goto(f"{self.evaluation}declare/")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        page.goto(f"{self.evaluation}extract/")
        page.locator("[name=instrument]").select_option("rss")
        fill_date(page, "arrived_from", today() - timedelta(days=900))
        fill_date(page, "arrived_until", today())
        text(page, "smallest", 5)
        # So few people: whatever else is told of them would be withheld.
        for box in page.locator("main [name=facts]").all():
            box.uncheck()
        submit(page)
        self._wait_for(page, self.evaluation, "[name=extract]")

    def _wait_for(self, page: Page, address: str, there: str) -> None:
        """Until the worker has done it."""
        page.goto(address)
        for _again in range(STEPS // 500):
            if page.locator(there).count():
                return
            page.wait_for_timeout(500)
            page.reload()
        raise AssertionError(f"{there} does not come on {address}")

    def compare(self) -> None:
        page = self.as_("selorm")
        page.goto(self.evaluation)
        page.locator("[name=extract]").select_option(index=1)
        press(page, "/answer/")
        expect(main(page)).to_contain_text("How alike the groups are")
        self.seen(page, "09 matched comparison")
        follow(page, "/evaluations/extracts/")
        self.seen(page, "09 frozen extract")

    def report(self) -> None:
        page = self.as_("selorm")
        page.goto(f"{self.evaluation}report/")
        text(page, "conclusion", "Too few people to conclude on; the way of comparing stands.")
        fill_date(page, "reply_by", today() + timedelta(days=14))
        submit(page)
        assessed = self.as_("thomas")
        assessed.goto(f"{self.evaluation}reply/")
        text(assessed, "text", "We hand the question on to the agency.")
        submit(assessed)
        owner = self.as_("bart")
        owner.goto(f"{self.evaluation}publish/")
        owner.locator("main form button.btn-danger").click()
        owner.wait_for_load_state()
        self.seen(owner, "09 evaluation published")

    # 10: the caseload goes to the agency
    def draft_handover(self) -> None:
        page = self.as_("thomas")
        page.goto("/handovers/new/")
        text(page, "title", "The caseload to the national agency")
        choose(page, "programme", OWN)
        text(page, "why", "The committee decided that the agency leads from now on.")
        submit(page)
        self.act = page.url
        page.goto(f"{self.act}stages/")
        choose(page, "receiver", AGENCY)
        choose(page, "agreement", "NM-1")
        page.locator("[name=case_state]").select_option("all")
        fill_date(page, "from_on", today())
        page.locator("[name=asylum]").select_option("erase")
        submit(page)
        for form in page.locator("main form[action*='/handovers/lines/']").evaluate_all(
            "n => n.map(x => x.getAttribute('action'))"
        ):
            page.locator(f"form[action='{form}'] select").select_option("passes")
            press(page, form)
        self.seen(page, "10 act drafted")

    def sign_handover(self) -> None:
        page = self.as_("thomas")
        page.goto(f"{self.act}offer/")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        for who in ("thomas", "hanne", "paakwesi", "esinam"):
            signer = self.as_(who)
            signer.goto(f"{self.act}sign/")
            signer.locator("main form button.btn-danger").click()
            signer.wait_for_load_state()
        page.goto(self.act)
        self.seen(page, "10 act signed by four")

    def rehearse(self) -> None:
        page = self.as_("thomas")
        page.goto(self.act)
        page.locator("main table a[href*='/handovers/stages/']").first.click()
        page.wait_for_load_state()
        self.stage = page.url
        press(page, "/rehearse/")
        self.seen(page, "10 rehearsed")

    def hand_over(self) -> None:
        page = self.as_("thomas")
        page.goto(f"{self.stage}begin/")
        self.seen(page, "10 before it is handed over")
        page.locator("main form button.btn-danger").click()
        page.wait_for_load_state()
        self._wait_for(page, self.stage, "main dt:has-text('Indicators before and after')")
        for _again in range(STEPS // 500):
            if main(page).get_by_text("This stage is done").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        expect(main(page)).to_contain_text("This stage is done")
        self.seen(page, "10 handed over")

    # 11: the agency runs it alone
    def run_alone(self) -> None:
        agency = self.as_("paakwesi")
        agency.goto(f"{self.stage}?state=moved")
        row = agency.locator("main tbody th a").first
        moved = row.get_attribute("href") or ""
        assert _status(agency, moved) == OK, moved
        expect(main(agency)).to_contain_text(AGENCY)
        self.seen(agency, "11 the agency's case")
        for former in ("thomas", "lieve"):
            page = self.as_(former)
            assert _status(page, moved) == NOT_FOUND, f"{former} still opens {moved}"
            page.goto("/cases/?state=all")
            assert not page.locator(f"main a[href='{moved}']").count()

    # In between: the same pages on a phone, and in Arabic
    def on_a_phone(self) -> None:
        page = self.sign_in("abena@demo.homeward.example", size="phone")
        page.goto(f"{self.cooperative}members/")
        expect(main(page)).to_contain_text(f"{MEMBERS} members")
        self.seen(page, "12 cooperative on a phone")

    def in_arabic(self) -> None:
        page = self.sign_in("kojo@demo.homeward.example", language="ar", size="phone")
        page.context.add_cookies([{"name": "django_language", "value": "ar", "url": page.url}])
        page.goto(self.round)
        assert page.locator("html").get_attribute("dir") == "rtl"
        self.seen(page, "12 calculation in Arabic")
