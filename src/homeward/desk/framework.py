"""The operational framework's four stages and ten steps, each with the pages that serve it.

docs/framework.md is written from here; a test compares them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.desk.capabilities import areas
from homeward.steering.framework import STAGES as PARTS
from homeward.steering.framework import STEPS


@dataclass(frozen=True)
class Page:
    label: Any
    url: str
    action: str


@dataclass(frozen=True)
class Step:
    number: int
    title: Any
    what: Any
    pages: Sequence[Page] = ()


@dataclass(frozen=True)
class FrameworkStage:
    title: Any
    steps: Sequence[Step]

    @property
    def number(self) -> int:
        return STAGES.index(self) + 1


DIRECTORY = Page(_("Services"), "services:directory", "services.read")
FILES_READ_IN = Page(_("Files read in"), "imports:history", "exchange.read_imports")
COUNTRIES = Page(_("Countries"), "countries:index", "countries.read")
ALIGNMENT = Page(_("Alignment"), "alignment:index", "alignment.read")
DUPLICATES = Page(_("Possible duplicates"), "duplicates:index", "duplicates.settle")
KNOWN = Page(_("Known to both"), "crossmatches:index", "crossmatches.read")
CARRIED = Page(_("Without a network"), "offline:index", "offline.carry")
LISTS = Page(_("Lists and groups"), "circles:index", "circles.read")
OUTBOX = Page(_("Messages"), "messages:queue", "messages.read_queue")
REMINDERS = Page(_("Reminders"), "correspondence:reminders", "correspondence.state_reminders")
OVERLAPS = Page(_("Overlaps and duplicates"), "alignment:pairs", "alignment.read")
PROGRAMME_MAP = Page(_("Map of programmes"), "alignment:programmes", "alignment.read")
GAPS = Page(_("Gaps"), "alignment:gaps", "alignment.count")
RETURNS = Page(_("Returns and openings"), "alignment:calendar", "alignment.count")
SIDES = Page(_("Which side serves better"), "alignment:sides", "alignment.read")
FUNDING = Page(_("Funding"), "alignment:funding", "alignment.read")
PLACES = Page(_("Places"), "reference:places", "places.read")
OCCUPATIONS = Page(_("Occupations"), "reference:occupations", "occupations.read")
PROGRAMMES = Page(_("Programmes"), "programmes:index", "programmes.read")
POLICIES = Page(_("Policies and plans"), "programmes:policies", "programmes.read")
SCOPING = Page(_("Scoping records"), "programmes:scoping", "programmes.read")
ENTITLEMENTS = Page(_("Entitlements of residents"), "programmes:entitlements", "programmes.read")
CENTRES = Page(_("Centres and desks"), "services:hubs", "services.read")
OUR_ENTRIES = Page(_("Our entries"), "services:own", "services.write")
QUALITY = Page(_("Checks of services"), "quality:index", "quality.read")
STANDARDS = Page(_("Standards of services"), "quality:standards", "quality.read")
DATA_QUALITY = Page(_("What is written down"), "quality:data", "quality.read_data")
INTERVIEWS = Page(_("Interviews"), "quality:interviews", "quality.read_interviewers")
EVALUATIONS = Page(_("Evaluations"), "evaluations:index", "evaluations.read")
COMPLAINTS = Page(_("Complaints"), "complaints:index", "complaints.read")
HANDOVERS = Page(_("Handover"), "handovers:index", "handovers.read")
READINESS = Page(_("Readiness"), "handovers:readiness", "handovers.read")
LESSONS = Page(_("Lessons"), "evaluations:lessons", "evaluations.read_lessons")
AGREEMENTS = Page(_("Agreements"), "agreements:index", "agreements.read")
WHO_SEES_WHAT = Page(_("Who sees what"), "agreements:overall", "agreements.read")
PROCEDURES = Page(_("Procedures"), "procedures:index", "procedures.read")
MY_WORK = Page(_("My work"), "desk:my_work", "desk.my_work")
DEADLINES = Page(_("Deadlines"), "desk:deadlines", "tasks.read_rules")
HAND_OVER = Page(_("Hand over work"), "cases:reassign", "cases.hand_out")
COUNSELLING = Page(_("My sessions"), "counselling:mine", "counselling.read")
CASES = Page(_("Cases"), "desk:cases", "cases.read")
NOTICES = Page(_("Notices to delete"), "persons:notices", "persons.answer_notice")
EMERGENCY = Page(_("Emergency access"), "emergencies:ask", "access.break_glass")
EMERGENCY_REVIEWS = Page(_("Emergency reviews"), "emergencies:reviews", "access.review_emergencies")
INCOMING = Page(_("Incoming messages"), "correspondence:incoming", "correspondence.sort")
INSTALMENTS = Page(_("Instalments"), "funds:mine", "funds.plan_instalments")
READ_LOG = Page(_("Read log"), "audit:reads", "audit.read")
DEVICES = Page(_("Devices for surveys"), "openrosa:devices", "openrosa.set_up")
FILLED_FORMS = Page(_("Filled forms"), "openrosa:tray", "openrosa.assign")
FIND = Page(_("Find or register a person"), "persons:find", "persons.find")
ARRIVALS = Page(_("Arrivals"), "reception:arrivals", "cases.receive")
CHARTERS = Page(_("Charters"), "reception:charters", "reception.read_charters")
RECEPTION_CENTRES = Page(_("Reception centres"), "reception:centres", "reception.run_centres")
BORDER = Page(_("Who arrives"), "reception:border", "reception.look_at_border")
REFERRALS = Page(_("Referrals"), "referrals:index", "referrals.read")
INBOX = Page(_("Referrals to us"), "referrals:inbox", "referrals.receive")
RECEIVED_FIGURES = Page(_("Figures of our referrals"), "desk:receiver_figures", "referrals.receive")
COMPOSITION = Page(_("Composition of the commission"), "plans:composition", "plans.read_sessions")
APPEALS = Page(_("Appeals"), "plans:appeals", "plans.read_sessions")
TEMPLATES = Page(_("Plan templates"), "plans:template_programmes", "plans.read_templates")
SESSIONS = Page(_("Commission"), "plans:sessions", "plans.read_sessions")
POOLS = Page(_("Pools"), "pools:index", "pools.read")
INCENTIVES = Page(_("Incentive funds"), "incentives:index", "incentives.read")
FUNDS = Page(_("Funds"), "funds:index", "funds.read")
BOOKS = Page(_("Books"), "funds:books", "funds.read_books")
INSTALLATIONS = Page(_("Other installations"), "packages:index", "packages.read")
RIGHTS = Page(_("Persons' rights"), "rights:index", "rights.read")
INDICATORS = Page(_("Indicators"), "indicators:index", "indicators.read")
ARCHIVES = Page(_("Archives"), "archives:index", "archives.view")
DICTIONARY = Page(_("Dictionary of all data"), "desk:dictionary", "desk.framework")
OVERSIGHT = Page(_("Oversight"), "oversight:index", "oversight.read")
INSTALLATION = Page(_("Installation"), "monitoring:health", "installation.read")
ACCESS_REVIEW = Page(_("Access review"), "audit:access_review", "audit.review")
ACTORS = Page(_("Actors"), "stakeholders:register", "stakeholders.read")
PARTNERSHIPS = Page(_("Partnerships"), "stakeholders:partnerships", "stakeholders.read")
ANSWERS_FOR = Page(_("Who answers for what"), "stakeholders:responsibilities", "stakeholders.read")
SPECIALISTS = Page(_("Specialists"), "stakeholders:specialists", "stakeholders.read")
SHEETS = Page(_("Sheets of who does what"), "exchange:sheets", "exchange.import_sheets")
IATI = Page(_("IATI files"), "exchange:activity_files", "exchange.export_programmes")
RECEIVED_CARE = Page(
    _("Treatments handed to us"), "protection:received_care", "protection.confirm_care"
)
VIOLATIONS = Page(_("Violations of rights"), "protection:figures", "protection.read_figures")
SEASON = Page(_("Places of a season"), "allocations:index", "allocations.read")
GROUP_PROJECTS = Page(_("Group projects"), "collectives:index", "collectives.read")
PROJECTS_MAP = Page(_("Projects on a map"), "desk:projects_map", "desk.projects_map")
TRADE_GROUPS = Page(_("Groups of a trade"), "business:groups", "business.read_groups")
REGISTRATION = Page(_("Registration and taxes"), "business:ground", "business.read_ground")
FORMS = Page(_("Questionnaires"), "forms:index", "forms.read")
FORMS_OF_STEPS = Page(
    _("Which form is asked at which step"), "assessments:uses", "assessments.choose_forms"
)
OFFERS = Page(_("Offers"), "offers:index", "offers.read")
SEAT_CONTRACTS = Page(_("Contracts for seats"), "offers:contracts", "offers.read_seats")
COMMITTEES = Page(_("Committees"), "committees:index", "committees.read")
COMMITTEES_DECISIONS = Page(_("Decisions of committees"), "committees:decisions", "committees.read")
ACTION_POINTS = Page(_("Action points"), "committees:points", "committees.read")
SECRETARIAT = Page(_("Secretariat"), "committees:secretariat", "committees.keep")
MECHANISMS = Page(_("Referral systems"), "mechanisms:index", "mechanisms.read")
COMPARISON = Page(_("Referral and direct help"), "desk:comparison", "desk.compare_help")
WORK = Page(_("Work and employers"), "employment:vacancies", "employment.read")
FUNNEL = Page(_("From profile to work"), "employment:funnel", "employment.read_funnel")
SCENARIOS = Page(_("Scenarios"), "scenarios:index", "scenarios.read")
STATISTICS = Page(_("Published statistics"), "statistics:index", "statistics.read")
DASHBOARDS = Page(_("Dashboards"), "dashboards:board", "dashboards.read")
BEHIND = Page(_("Behind or late"), "dashboards:behind", "dashboards.read")
CHAINS = Page(_("Results chains"), "dashboards:chains", "dashboards.read")
DONORS_REPORTS = Page(_("Reports to donors"), "dashboards:reports", "dashboards.read_reports")
FOLLOW_UPS = Page(_("Follow-up"), "followups:mine", "followups.read")
NAMED_BODIES = Page(_("Bodies named to follow up"), "followups:bodies", "followups.read_bodies")
RESPONSE = Page(_("Response"), "followups:figures", "followups.read_figures")
WORKPLAN = Page(_("Workplan"), "steering:workplan", "steering.read")
OUTSIDE = Page(_("Outside any mechanism"), "steering:outside", "steering.read")
CONSULTATIONS = Page(_("Consultations"), "steering:consultations", "steering.read")
PRIORITY_AREAS = Page(_("Priority areas"), "steering:areas", "steering.read")
STATE_REQUESTS = Page(_("Requests between states"), "steering:dialogues", "steering.read")
WHO_ADOPTED = Page(_("Who adopted what"), "steering:adoptions", "steering.read")
DELEGATIONS = Page(_("Delegations"), "steering:delegations", "steering.read")
SUSTAINABLE = Page(_("What is sustainable"), "steering:definitions", "steering.read")
FEEDBACK = Page(_("Feedback for committees"), "steering:feedback", "steering.read")
SURVEYS = Page(_("Surveys"), "surveys:index", "surveys.interview")

CAPACITY = Page(_("Capacity and training"), "capacity:index", "capacity.read")
COVERAGE = Page(_("Who lacks what"), "capacity:coverage", "capacity.read")
OWNERSHIP = Page(_("Ownership"), "capacity:ownership", "capacity.read")
LABOUR_MARKETS = Page(_("Labour markets"), "pathways:markets", "pathways.read")
SECTORS = Page(_("Sectors of both sides"), "pathways:sectors", "pathways.read")
PATHWAYS = Page(_("Regular pathways"), "pathways:index", "pathways.read")
OUTREACH = Page(_("Employers spoken with"), "pathways:outreach", "pathways.outreach")
INVESTMENT = Page(_("Leads for investment"), "pathways:leads", "pathways.outreach")
EVENTS = Page(_("Events"), "pathways:events", "pathways.read")

NAMES = [name for name, _steps in PARTS]
STAGES = [
    FrameworkStage(
        NAMES[0],
        [
            Step(
                1,
                STEPS[1],
                _("What is offered where, by whom, with how many places."),
                [
                    WORKPLAN,
                    DIRECTORY,
                    COUNTRIES,
                    PROGRAMME_MAP,
                    OVERLAPS,
                    FUNDING,
                    PLACES,
                    PROGRAMMES,
                    SCOPING,
                    OUR_ENTRIES,
                    FILES_READ_IN,
                    ACTORS,
                    OUTSIDE,
                    SHEETS,
                    IATI,
                ],
            ),
            Step(
                2,
                STEPS[2],
                _("What happens if flows, closures or money change."),
                [
                    SCENARIOS,
                ],
            ),
        ],
    ),
    FrameworkStage(
        NAMES[1],
        [
            Step(
                3,
                STEPS[3],
                _("Whom a service takes, and what a package gives at most."),
                [
                    DIRECTORY,
                    GAPS,
                    PROGRAMMES,
                    ENTITLEMENTS,
                    TEMPLATES,
                    CONSULTATIONS,
                    PRIORITY_AREAS,
                    COMMITTEES_DECISIONS,
                    LABOUR_MARKETS,
                ],
            ),
            Step(
                4,
                STEPS[4],
                _("Memoranda, procedures and what each party may see by them."),
                [
                    AGREEMENTS,
                    WHO_SEES_WHAT,
                    PROCEDURES,
                    WHO_ADOPTED,
                    STATE_REQUESTS,
                    POLICIES,
                    PARTNERSHIPS,
                    COMMITTEES,
                    SECRETARIAT,
                    POOLS,
                    INCENTIVES,
                    SECTORS,
                    PATHWAYS,
                ],
            ),
            Step(
                5,
                STEPS[5],
                _("Commissions and local bodies, each with its own view."),
                [
                    SESSIONS,
                    ARRIVALS,
                    PROCEDURES,
                    MECHANISMS,
                    ALIGNMENT,
                    SIDES,
                    ANSWERS_FOR,
                    DELEGATIONS,
                    FORMS_OF_STEPS,
                    COMPOSITION,
                    APPEALS,
                    COMMITTEES,
                    COMMITTEES_DECISIONS,
                    ACTION_POINTS,
                    CAPACITY,
                    COVERAGE,
                ],
            ),
        ],
    ),
    FrameworkStage(
        NAMES[2],
        [
            Step(
                6,
                STEPS[6],
                _("Into services that were not built for returnees, under agreed criteria."),
                [
                    REFERRALS,
                    INBOX,
                    DIRECTORY,
                    OFFERS,
                    WORK,
                    SEAT_CONTRACTS,
                    RETURNS,
                    OCCUPATIONS,
                    PROGRAMMES,
                    SEASON,
                    GROUP_PROJECTS,
                    PROJECTS_MAP,
                    LISTS,
                    TRADE_GROUPS,
                    REGISTRATION,
                    OUTREACH,
                    INVESTMENT,
                    EVENTS,
                ],
            ),
            Step(
                7,
                STEPS[7],
                _("One file from before departure to closure, one status for everybody."),
                [
                    MY_WORK,
                    FIND,
                    DUPLICATES,
                    KNOWN,
                    CASES,
                    CARRIED,
                    OUTBOX,
                    INCOMING,
                    REMINDERS,
                    COUNSELLING,
                    HAND_OVER,
                    CHARTERS,
                    ARRIVALS,
                    BORDER,
                    RECEPTION_CENTRES,
                    CENTRES,
                    REFERRALS,
                    MECHANISMS,
                    SESSIONS,
                    FUNDS,
                    INSTALMENTS,
                    BOOKS,
                    INSTALLATIONS,
                    SPECIALISTS,
                    RECEIVED_CARE,
                    EMERGENCY,
                    NOTICES,
                ],
            ),
        ],
    ),
    FrameworkStage(
        NAMES[3],
        [
            Step(
                8,
                STEPS[8],
                _(
                    "Services held to standards and checked; no referral without an outcome, no"
                    " wait without a holder and a day."
                ),
                [
                    QUALITY,
                    STANDARDS,
                    DATA_QUALITY,
                    INTERVIEWS,
                    REFERRALS,
                    COMPARISON,
                    RECEIVED_FIGURES,
                    MY_WORK,
                    DEADLINES,
                    OUR_ENTRIES,
                    RIGHTS,
                    OVERSIGHT,
                    ARCHIVES,
                    ACCESS_REVIEW,
                    READ_LOG,
                    INSTALLATION,
                    EMERGENCY_REVIEWS,
                    VIOLATIONS,
                    COMPLAINTS,
                    FEEDBACK,
                ],
            ),
            Step(
                9,
                STEPS[9],
                _("Sustainability scores of each wave, by a published sheet."),
                [
                    INDICATORS,
                    DICTIONARY,
                    SUSTAINABLE,
                    DASHBOARDS,
                    CHAINS,
                    DONORS_REPORTS,
                    SURVEYS,
                    FOLLOW_UPS,
                    RESPONSE,
                    NAMED_BODIES,
                    FORMS,
                    DEVICES,
                    FILLED_FORMS,
                    FUNNEL,
                    STATISTICS,
                    OWNERSHIP,
                ],
            ),
            Step(
                10,
                STEPS[10],
                _("Frozen extracts, comparison groups, lessons."),
                [BEHIND, EVALUATIONS, LESSONS, READINESS, HANDOVERS],
            ),
        ],
    ),
]


@dataclass(frozen=True)
class ShownStep:
    """One step as its reader finds it: of a page that isn't theirs, the name without a link."""

    step: Step
    pages: list[tuple[Any, str]]
    capabilities: list[tuple[Any, str]]


def for_pages(user: User, asked: str = "") -> list[tuple[FrameworkStage, list[ShownStep]]]:
    """Stages and steps, with the pages and doings of each that hold the words asked for."""
    words = asked.casefold().split()
    shown = [(stage, [_shown(step, user, words) for step in stage.steps]) for stage in STAGES]
    if not words:
        return shown
    return [
        (stage, found)
        for stage, steps in shown
        if (found := [step for step in steps if step.pages or step.capabilities])
    ]


def _shown(step: Step, user: User, words: list[str]) -> ShownStep:
    pages = [
        (page.label, reverse(page.url) if can(user, page.action) else "")
        for page in step.pages
        if _holds(page.label, words)
    ]
    does = [
        (each.what, _way_to(each.page, user))
        for each in areas.of_step(step.number)
        if not each.lacks.startswith("open") and _holds(each.what, words)
    ]
    return ShownStep(step, pages, does)


def _holds(text: Any, words: list[str]) -> bool:
    return all(word in str(text).casefold() for word in words)


def _way_to(page: str, user: User) -> str:
    """The page itself, or the nearest one above it that needs no id; nothing if not the user's."""
    way = page.partition("<")[0]
    while way.count("/") > 1:
        try:
            found = resolve(way)
        except Resolver404:
            found = None
        # What takes the word for an id is another page's address.
        if found is None or found.kwargs:
            way = way.rstrip("/").rpartition("/")[0] + "/"
            continue
        action = getattr(found.func, "action", "")
        return way if action == "public" or (action and can(user, action)) else ""
    return ""


def as_markdown() -> str:
    """docs/framework.md."""
    lines = [
        "# The framework's ten steps and their pages",
        "",
        "Written from `src/homeward/desk/framework.py`; a test keeps both in step.",
        "",
    ]
    for number, stage in enumerate(STAGES, start=1):
        lines += [f"## {number} {stage.title}", "", "| step | what for | pages |", "|---|---|---|"]
        for step in stage.steps:
            pages = ", ".join(f"{page.label} (`{reverse(page.url)}`)" for page in step.pages)
            lines.append(f"| {step.number} {step.title} | {step.what} | {pages or 'none yet'} |")
        lines.append("")
    return "\n".join(lines)
