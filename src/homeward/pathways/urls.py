from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.panels import Panel
from homeward.committees import subjects
from homeward.core import navigation
from homeward.offers import pages as offers
from homeward.pathways import shown
from homeward.pathways.actions import SUBJECT as FULL_MARKET
from homeward.pathways.models import Crossing
from homeward.pathways.views import employers, markets, requirements, ways
from homeward.reference import pages as reference
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "pathways"

urlpatterns = [
    path("regular-pathways/", ways.index, name="index"),
    path("regular-pathways/new/", ways.new, name="new"),
    path("regular-pathways/markets/", markets.markets, name="markets"),
    path("regular-pathways/markets/rule/", markets.state_rule, name="state_rule"),
    path("regular-pathways/markets/<uuid:crossing_pk>/", markets.crossing, name="crossing"),
    path("regular-pathways/sectors/", markets.sectors, name="sectors"),
    path("regular-pathways/sectors/new/", markets.state_interest, name="state_interest"),
    path(
        "regular-pathways/sectors/<int:sectorinterest_pk>/remove/",
        markets.remove_interest,
        name="remove_interest",
    ),
    path("regular-pathways/training/<int:pathwaytraining_pk>/remove/", ways.untie, name="untie"),
    path("regular-pathways/<uuid:pathway_pk>/", ways.pathway, name="pathway"),
    path("regular-pathways/<uuid:pathway_pk>/change/", ways.change, name="change"),
    path("regular-pathways/<uuid:pathway_pk>/verify/", ways.verify, name="verify"),
    path("regular-pathways/<uuid:pathway_pk>/requirements/", requirements.new, name="requirements"),
    path(
        "regular-pathways/requirements/<int:requirement_pk>/change/",
        requirements.change,
        name="change_requirement",
    ),
    path(
        "regular-pathways/requirements/<int:requirement_pk>/end/",
        requirements.end,
        name="end_requirement",
    ),
    path("regular-pathways/<uuid:pathway_pk>/training/", ways.tie, name="tie"),
    path("outreach/", employers.outreach, name="outreach"),
    path("outreach/new/", employers.log, name="log"),
    path("outreach/<uuid:outreach_pk>/follow/", employers.follow, name="follow"),
    path("outreach/<uuid:outreach_pk>/done/", employers.finish, name="finish"),
    path("outreach/leads/", employers.leads, name="leads"),
    path("outreach/leads/new/", employers.new_lead, name="new_lead"),
    path("outreach/leads/<uuid:investmentlead_pk>/", employers.lead, name="lead"),
    path("outreach/events/", employers.events, name="events"),
    path("outreach/events/new/", employers.new_event, name="new_event"),
    path("outreach/events/<uuid:networkevent_pk>/", employers.event, name="event"),
    path("outreach/events/<uuid:networkevent_pk>/lists/", employers.invite, name="invite"),
    path("outreach/events/<uuid:networkevent_pk>/report/", employers.report, name="report"),
    path("events/", employers.coming, name="coming"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Pathways and employers"),
        url="pathways:index",
        icon="plane-departure",
        action="pathways.read",
        section="pathways",
    ),
)


def _full_market(key: str, user: User) -> subjects.Shown | None:
    found = Crossing.objects.select_related("country", "area").filter(pk=key).first()
    if found is None:
        return None
    return subjects.Shown(f"{found}, {found.place}", reverse("pathways:crossing", args=[found.pk]))


if FULL_MARKET not in subjects.KINDS:
    subjects.register(FULL_MARKET, _("Full labour market"), _full_market)
offers.BESIDE.add(
    Panel(template="pathways/parts/beside.html", gather=shown.of_offer, action="pathways.read")
)
reference.BESIDE.add(
    Panel(template="pathways/parts/beside.html", gather=shown.of_occupation, action="pathways.read")
)
pages.add(
    TaskKind.VERIFY_PATHWAY,
    Work("pathways:verify", SUBJECT, "pathways.keep", _("Verify it"),
         _("It was verified to hold until this day.")),
)  # fmt: skip
pages.add(
    TaskKind.FOLLOW_OUTREACH,
    Work("pathways:follow", SUBJECT, "pathways.outreach", _("Say how it went"),
         _("You agreed a next step with an employer.")),
)  # fmt: skip
pages.add(
    TaskKind.FOLLOW_LEAD,
    Work("pathways:lead", SUBJECT, "pathways.outreach", _("Say how it goes on"),
         _("A lead for investment has a next step on this day.")),
)  # fmt: skip
pages.add(
    TaskKind.REPORT_EVENT,
    Work("pathways:report", SUBJECT, "pathways.keep", _("Say what came of it"),
         _("The event has been held.")),
)  # fmt: skip
