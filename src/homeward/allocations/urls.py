from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.allocations.views import proposals, rounds
from homeward.cases import casepage
from homeward.core import navigation
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "allocations"

urlpatterns = [
    path("seasons/", rounds.index, name="index"),
    path("seasons/new/", rounds.new, name="new"),
    path("seasons/<uuid:round_pk>/", rounds.round_page, name="round"),
    path("seasons/<uuid:round_pk>/close/", rounds.close, name="close"),
    path("seasons/<uuid:round_pk>/offers/new/", rounds.add_offer, name="add_offer"),
    path("seasons/offers/<uuid:pk>/remove/", rounds.remove_offer, name="remove_offer"),
    path("seasons/<uuid:round_pk>/floors/new/", rounds.set_floor, name="set_floor"),
    path("seasons/floors/<uuid:pk>/remove/", rounds.remove_floor, name="remove_floor"),
    path("seasons/<uuid:round_pk>/people/", rounds.people, name="people"),
    path("seasons/<uuid:round_pk>/people/all/", rounds.consider_caseload, name="consider_caseload"),
    path("seasons/<uuid:round_pk>/people/case/", rounds.find_case, name="find_case"),
    path("seasons/<uuid:round_pk>/people/case/<uuid:case_pk>/", rounds.consider, name="consider"),
    path("seasons/people/<uuid:pk>/leave-out/", rounds.leave_out, name="leave_out"),
    path("seasons/people/<uuid:pk>/rule/", rounds.rule, name="rule"),
    path("seasons/rules/<uuid:pk>/lift/", rounds.lift_rule, name="lift_rule"),
    path("seasons/<uuid:round_pk>/ask/", proposals.ask, name="ask"),
    path("seasons/<uuid:round_pk>/proposals/", proposals.proposals, name="proposals"),
    path("seasons/proposals/<uuid:proposal_pk>/", proposals.proposal, name="proposal"),
    path("seasons/proposals/<uuid:proposal_pk>/stop/", proposals.stop, name="stop"),
    path("seasons/lines/<uuid:proposedplace_pk>/", proposals.line, name="line"),
    path("seasons/lines/<uuid:proposedplace_pk>/accept/", proposals.accept, name="accept"),
    path("seasons/lines/<uuid:proposedplace_pk>/change/", proposals.change, name="change"),
    path("seasons/lines/<uuid:proposedplace_pk>/aside/", proposals.set_aside, name="set_aside"),
    path("seasons/lines/<uuid:proposedplace_pk>/take-back/", proposals.take_back, name="take_back"),
    path("cases/<uuid:case_pk>/places/", rounds.of_case, name="of_case"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Places of a season"),
        url="allocations:index",
        icon="users-group",
        action="allocations.read",
        section="allocations",
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Places given"), url="allocations:of_case", action="allocations.read",
        key="places", place=58,
    )
)  # fmt: skip
pages.add(
    TaskKind.DECIDE_PLACES,
    Work(
        "allocations:round", SUBJECT, "allocations.decide", _("Open the round"),
        _("A proposal gives nothing to anybody: people decide on each line."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.REFER_PLACE,
    Work(
        "allocations:line", SUBJECT, "referrals.draft", _("Refer to the place"),
        _("The place is given; the receiver knows of it by the referral alone."),
    ),
)  # fmt: skip
