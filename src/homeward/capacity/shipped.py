"""The questions, the curriculum for reception and the formula that come with the software.

Texts are marked here and translated where they are shown (models.in_words). What is to change gets
a new version; what was answered or taught by an earlier one stays as it was.
"""

from datetime import date

from django.utils.translation import gettext_noop as _

FROM = date(2026, 1, 1)
SOURCE = _("Homeward's own wording, after the four requirements of a referral mechanism")

# code, title, how one sees the levels 0 to 4.
DOMAINS: list[tuple[str, str, list[str]]] = [
    (
        "mandate",
        _("Mandate and procedures"),
        [
            _("Nobody is charged with return or reintegration."),
            _("Somebody is charged by word of mouth."),
            _("The task is written down, without steps or deadlines."),
            _("A written procedure is in force and staff work by it."),
            _("The procedure is reviewed each year and changed where it failed."),
        ],
    ),
    (
        "staff",
        _("Staff and posts"),
        [
            _("No post is there for it."),
            _("It is done beside other work."),
            _("Posts are there, some of them empty or paid by a project."),
            _("All posts are filled and stand in the own budget."),
            _("Absences are covered, and who leaves hands the work over."),
        ],
    ),
    (
        "casework",
        _("Reception and casework"),
        [
            _("Returnees are not received."),
            _("They are received, and nothing is written down."),
            _("Needs are asked and written down, for some."),
            _("Each case has a worker, a plan and a next step."),
            _("Workers look at each other's cases and learn from them."),
        ],
    ),
    (
        "referral",
        _("Referral and services nearby"),
        [
            _("No service is known."),
            _("People are told an address."),
            _("Some services take referrals, without an answer coming back."),
            _("Referrals go out with consent and come back with an outcome."),
            _("Gaps are known, and new services are won for them."),
        ],
    ),
    (
        "protection",
        _("Special needs and protection"),
        [
            _("Special needs are not asked for."),
            _("They are noticed by chance."),
            _("A list of questions is used, and nobody is named for the follow-up."),
            _("A trained focal point follows each concern on a pathway."),
            _("Pathways are tested with those who know them from their own lives."),
        ],
    ),
    (
        "data",
        _("Records and data protection"),
        [
            _("There are no records."),
            _("There are papers or sheets that anybody can open."),
            _("Records are locked away, without rules on who sees what."),
            _("Who sees what is agreed, consents are recorded, reads are logged."),
            _("It is checked each year, and breaches are practised."),
        ],
    ),
    (
        "money",
        _("Own money"),
        [
            _("Everything is paid by others."),
            _("Rooms or cars are given."),
            _("Salaries are paid by the own budget."),
            _("A budget line of its own pays for a part of the support."),
            _("The budget line is planned for several years and is spent."),
        ],
    ),
    (
        "learning",
        _("Monitoring and learning"),
        [
            _("Nothing is counted."),
            _("Returns are counted."),
            _("Outcomes are counted for reports."),
            _("Figures are looked at each quarter and something is changed."),
            _("Findings are shared with partners and those who returned."),
        ],
    ),
]

AT_THE_DESK = ["authority", "commission", "ngo"]
# code, title, hours, months until it lapses, who needs it, what one can do afterwards.
MODULES: list[tuple[str, str, int, int | None, list[str], list[str]]] = [
    (
        "first-contact",
        _("First contact on arrival"),
        6,
        36,
        AT_THE_DESK,
        [
            _("Receive somebody calmly and in private, whatever brought them back."),
            _("Explain in plain words what happens next and who holds it."),
            _("Write down what was said, by whom, and what is not known."),
        ],
    ),
    (
        "special-needs",
        _("Special needs of returning migrants"),
        12,
        24,
        AT_THE_DESK,
        [
            _("Ask about health, disability, children, and danger without asking for the story."),
            _("Recognise signs of trafficking, violence and distress."),
            _("Begin a protection pathway, and know when not to wait."),
        ],
    ),
    (
        "conflict",
        _("Conflict and difficult talks"),
        8,
        36,
        AT_THE_DESK,
        [
            _("Calm a tense talk, and end one safely."),
            _("Prepare a family or a neighbourhood for a return, without promising for them."),
            _("Find a mediator both sides trust."),
        ],
    ),
    (
        "asylum",
        _("Asylum procedure and non-refoulement"),
        8,
        24,
        ["authority", "ngo"],
        [
            _("Say what an asylum procedure is, and where somebody can still ask for protection."),
            _("Recognise a fear of persecution and stop the return process there."),
            _("Keep what was told in an asylum procedure from the authorities of origin."),
        ],
    ),
    (
        "referral",
        _("Referral that arrives"),
        6,
        36,
        ["authority", "commission", "ngo", "provider"],
        [
            _("Find a service that fits, and say why."),
            _("Ask consent for each receiver, and send the facts they need and no others."),
            _("Follow a referral until its outcome is known."),
        ],
    ),
    (
        "data-protection",
        _("Data protection at the desk"),
        4,
        24,
        [],
        [
            _("Name the ground on which something is written down or given on."),
            _("Answer somebody who asks for their data, or wants them erased."),
            _("Report a loss on the same day."),
        ],
    ),
    (
        "livelihoods",
        _("Livelihoods and the local labour market"),
        8,
        None,
        ["commission", "ngo"],
        [
            _("Read local demand and wages with their date and source."),
            _("Talk over training, work and business without promising success."),
            _("Recognise a full labour market, and look for another way."),
        ],
    ),
]
CURRICULUM_SOURCE = _("Homeward's curriculum for reception, in its own words")
WEIGHTS = {"started": 1, "decided": 1, "staffed": 1, "paid": 1}
SMALLEST = 10
FORMULA_SOURCE = _("Homeward: the four parts count the same; docs/decisions, capacity")
