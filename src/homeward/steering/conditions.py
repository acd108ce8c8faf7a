"""What each step of the workplan needs, as declared data over counted facts.

A room that comes later adds its fact to `steering_further_facts` and its line here.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homeward.steering.choices import Whose
from homeward.steering.rules.workplan import Condition, Test, every, none_left, some, two

LEAD, COUNTRY, PARTIES = Whose.LEAD, Whose.COUNTRY, Whose.PARTIES


def _needs(
    step: int, code: str, label: Any, missing: Any, *, test: Test, whose: Whose, url: str,
    action: str, after: str = "", needed: bool = True,
) -> Condition:  # fmt: skip
    return Condition(
        code=code, step=step, label=label, missing=missing, fact=code, test=test, whose=whose,
        url=url, action=action, after=after, needed=needed,
    )  # fmt: skip


CONDITIONS = [
    _needs(
        1, "mapped", _("Areas, dates and places are stated"),
        _("State where the programme works, from when, and how many places it has."),
        test=every, whose=LEAD, url="programmes:index", action="programmes.read",
    ),
    _needs(
        1, "beside", _("Other programmes of the country are mapped"),
        _("Enter or read in the other programmes that work there."),
        test=two, whose=LEAD, url="alignment:programmes", action="alignment.read",
    ),
    _needs(
        1, "actors", _("The country’s actors are registered"),
        _("Register who works there, by kind and level."),
        test=some, whose=LEAD, url="stakeholders:register", action="stakeholders.read",
    ),
    _needs(
        1, "services", _("Services are in the directory"),
        _("Enter the services that people can be referred to."),
        test=some, whose=LEAD, url="services:directory", action="services.read",
    ),
    _needs(
        2, "past_returns", _("Figures of past returns are at hand"),
        _("Read in the published figures of returns to the country."),
        test=some, whose=LEAD, url="countries:index", action="countries.read",
    ),
    _needs(
        2, "scenarios", _("A scenario of the programme is played, and others read it"),
        _("Play a scenario on the programme’s own history, and let others read it."),
        test=some, whose=LEAD, url="scenarios:index", action="scenarios.read",
    ),
    _needs(
        2, "scenarios_changed", _("More returns, a closure or less money were played through"),
        _("Play what would be if more came, a service closed or money lacked."),
        test=some, whose=LEAD, url="scenarios:index", action="scenarios.read",
    ),
    _needs(
        2, "scenarios_decided", _("A committee decided with a scenario before it"),
        _("Put a scenario on a committee’s agenda and decide on it."),
        test=some, whose=Whose.COMMITTEE, url="committees:decisions", action="committees.read",
    ),
    _needs(
        2, "scenarios_seen", _("What was foreseen is compared with what happened"),
        _("Have the history read again, and see how far the scenario was right."),
        test=none_left, whose=LEAD, url="scenarios:index", action="scenarios.read",
        after="scenarios",
    ),
    _needs(
        3, "criteria", _("Criteria are published"),
        _("Publish whom the programme takes."),
        test=every, whose=LEAD, url="programmes:index", action="programmes.read",
    ),
    _needs(
        3, "packages", _("What it gives is published"),
        _("Publish the package with its amounts."),
        test=every, whose=LEAD, url="programmes:index", action="programmes.read",
    ),
    _needs(
        3, "aligned", _("Overlaps with other programmes are decided on"),
        _("Decide on each overlap, likely duplicate and contradiction."),
        test=none_left, whose=LEAD, url="alignment:pairs", action="alignment.read",
        after="criteria",
    ),
    _needs(
        3, "consulted", _("Returnees, communities and local authorities were consulted"),
        _("Record a consultation: who was asked, and what they said."),
        test=some, whose=LEAD, url="steering:consultations", action="steering.read",
    ),
    _needs(
        3, "weighed", _("The design answers what they said"),
        _("Say of each point whether it was taken up, and why."),
        test=every, whose=LEAD, url="steering:consultations", action="steering.read",
    ),
    _needs(
        3, "priority_areas", _("Priority areas are validated by a decision"),
        _("Propose areas, put them on a committee’s agenda and have them decided on."),
        test=some, whose=Whose.COMMITTEE, url="steering:areas", action="steering.read",
    ),
    _needs(
        4, "agreements", _("An agreement is signed and in force"),
        _("Have the parties sign the agreement."),
        test=some, whose=PARTIES, url="agreements:index", action="agreements.read",
    ),
    _needs(
        4, "procedures", _("A procedure is in force, with a published checklist"),
        _("Publish the checklist of a procedure that is in force."),
        test=some, whose=PARTIES, url="procedures:index", action="procedures.read",
    ),
    _needs(
        4, "adopted", _("Each country has adopted the procedures"),
        _("State how each country stands to the version in force."),
        test=every, whose=COUNTRY, url="steering:adoptions", action="steering.read",
    ),
    _needs(
        4, "partnerships", _("The partnership between the states is registered"),
        _("Record the partnership between the states, with its actors."),
        test=some, whose=LEAD, url="stakeholders:partnerships", action="stakeholders.read",
    ),
    _needs(
        4, "pools", _("Money of several donors is pooled"),
        _("Open a pool with the promises of two donors at least."),
        test=some, whose=Whose.COMMITTEE, url="pools:index", action="pools.read", needed=False,
    ),
    _needs(
        4, "regular_ways", _("Regular pathways are known, and verified of late"),
        _("Enter the regular pathways to the host countries, and verify them."),
        test=every, whose=COUNTRY, url="pathways:index", action="pathways.read", needed=False,
    ),
    _needs(
        5, "committees", _("A steering committee sits"),
        _("Found the committee and name its seats."),
        test=some, whose=LEAD, url="committees:index", action="committees.read",
    ),
    _needs(
        5, "roles", _("Somebody answers for each task"),
        _("Name one actor who answers for each task."),
        test=every, whose=LEAD, url="stakeholders:responsibilities", action="stakeholders.read",
    ),
    _needs(
        5, "systems_local", _("Local mechanisms or hubs are named"),
        _("Register the local referral systems and who owns them."),
        test=some, whose=COUNTRY, url="mechanisms:index", action="mechanisms.read",
    ),
    _needs(
        5, "institutions", _("Institutions of the country have said what they can do and lack"),
        _("Have an institution of the country answer the questions on its capacity."),
        test=some, whose=COUNTRY, url="capacity:index", action="capacity.read",
    ),
    _needs(
        5, "trained", _("Staff of the country’s institutions were trained"),
        _("Hold a course, and record who came."),
        test=some, whose=LEAD, url="capacity:sessions", action="capacity.read",
    ),
    _needs(
        6, "systems_development", _("A way into development programmes is registered"),
        _("Register the referral into development programmes."),
        test=some, whose=COUNTRY, url="mechanisms:index", action="mechanisms.read",
    ),
    _needs(
        6, "seats", _("Seats are agreed by contract"),
        _("Sign a contract for seats in a development programme."),
        test=some, whose=Whose.PROVIDERS, url="offers:contracts", action="offers.read_seats",
    ),
    _needs(
        6, "referred", _("People were referred into development programmes or public services"),
        _("Refer to a seat, a public service or a development desk."),
        test=some, whose=LEAD, url="referrals:index", action="referrals.read",
    ),
    _needs(
        7, "systems_national", _("The national referral system is identified"),
        _("Register the national referral system."),
        test=some, whose=COUNTRY, url="mechanisms:index", action="mechanisms.read",
    ),
    _needs(
        7, "systems_hub", _("Hubs are identified"),
        _("Register the hubs of the national system."),
        test=some, whose=COUNTRY, url="mechanisms:index", action="mechanisms.read",
    ),
    _needs(
        7, "centres", _("Hubs are open: centres and desks are in the directory"),
        _("Enter the centres and desks that people can go to."),
        test=some, whose=COUNTRY, url="services:hubs", action="services.read",
    ),
    _needs(
        7, "systems_judged", _("Each system was judged against the four requirements"),
        _("Judge what each referral system still lacks."),
        test=every, whose=COUNTRY, url="mechanisms:compare", action="mechanisms.read",
    ),
    _needs(
        8, "standards", _("A quality framework is adopted"),
        _("Adopt a standard for the services."),
        test=some, whose=LEAD, url="quality:standards", action="quality.read",
    ),
    _needs(
        8, "checks", _("Services were checked"),
        _("Hold a check and report it."),
        test=some, whose=LEAD, url="quality:index", action="quality.read",
    ),
    _needs(
        8, "complaints", _("Complaints are taken and have handlers"),
        _("Name who handles complaints, sensitive ones too."),
        test=every, whose=LEAD, url="complaints:index", action="complaints.read",
    ),
    _needs(
        9, "definition", _("What sustainable reintegration means is defined"),
        _("Put a version of the definition in force."),
        test=every, whose=LEAD, url="steering:definitions", action="steering.read",
    ),
    _needs(
        9, "indicators_agreed", _("Indicators are agreed by two organisations at least"),
        _("Have the partners agree to the indicators’ definitions."),
        test=some, whose=PARTIES, url="indicators:index", action="indicators.read",
    ),
    _needs(
        9, "indicators_computed", _("Indicators are computed for it"),
        _("Compute the indicators once there is something to count."),
        test=some, whose=LEAD, url="indicators:index", action="indicators.read",
    ),
    _needs(
        9, "ownership", _("The country’s own part in each step is counted"),
        _("The figures of ownership are counted once there is enough work to count."),
        test=some, whose=COUNTRY, url="capacity:ownership", action="capacity.read", needed=False,
    ),
    _needs(
        10, "evaluations", _("An independent evaluation is commissioned"),
        _("Ask an evaluator, and declare the questions."),
        test=some, whose=LEAD, url="evaluations:index", action="evaluations.read",
    ),
    _needs(
        10, "evaluations_reported", _("The evaluator has reported"),
        _("The evaluator reports the results."),
        test=some, whose=Whose.EVALUATOR, url="evaluations:index", action="evaluations.read",
    ),
    _needs(
        10, "evaluations_replied", _("The assessed party has replied"),
        _("The assessed party replies to the report."),
        test=every, whose=Whose.EVALUATOR, url="evaluations:index", action="evaluations.read",
    ),
    _needs(
        10, "lessons", _("A lesson was taken up"),
        _("Take up a lesson in the programme, with who does what."),
        test=some, whose=LEAD, url="evaluations:lessons", action="evaluations.read_lessons",
    ),
    _needs(
        10, "exit_criteria", _("What must be true before the lead leaves is stated"),
        _("State the criteria by which the caseload can be handed over."),
        test=some, whose=LEAD, url="handovers:readiness", action="handovers.read", needed=False,
    ),
    _needs(
        10, "handed_over", _("A caseload was handed over"),
        _("Sign and carry out the handover of the caseload."),
        test=some, whose=LEAD, url="handovers:index", action="handovers.read", needed=False,
    ),
]  # fmt: skip
