from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.offers.views import keeping, reading, seats
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "offers"

urlpatterns = [
    path("offers/", reading.index, name="index"),
    path("offers/own/", keeping.own, name="own"),
    path("offers/new/", keeping.new, name="new"),
    path("offers/sheet/", keeping.sheet, name="sheet"),
    path("offers/sheet/template/", keeping.template, name="template"),
    path("offers/of-service/<uuid:service_pk>/", keeping.of_service, name="of_service"),
    path("offers/seats/", seats.index, name="contracts"),
    path("offers/seats/new/", seats.new, name="new_contract"),
    path("offers/seats/visits/<uuid:jointvisit_pk>/", seats.visit, name="visit"),
    path("offers/seats/visits/<uuid:jointvisit_pk>/held/", seats.held, name="held"),
    path("offers/seats/visits/<uuid:jointvisit_pk>/confirm/", seats.confirm, name="confirm_visit"),
    path("offers/seats/visits/<uuid:jointvisit_pk>/finding/", seats.finding, name="add_finding"),
    path("offers/seats/findings/<uuid:seatfinding_pk>/", seats.done, name="finding"),
    path("offers/seats/<uuid:seatcontract_pk>/", seats.detail, name="contract"),
    path("offers/seats/<uuid:seatcontract_pk>/edit/", seats.edit, name="edit_contract"),
    path("offers/seats/<uuid:seatcontract_pk>/sign/", seats.sign, name="sign"),
    path("offers/seats/<uuid:seatcontract_pk>/send/", seats.send, name="send_to_sign"),
    path("offers/seats/<uuid:seatcontract_pk>/report/", seats.report, name="report"),
    path("offers/seats/<uuid:seatcontract_pk>/visit/", seats.plan, name="plan_visit"),
    path("offers/seats/<uuid:seatcontract_pk>/end/", seats.end, name="end_contract"),
    path("offers/<uuid:offer_pk>/", reading.detail, name="detail"),
    path("offers/<uuid:offer_pk>/edit/", keeping.edit, name="edit"),
    path("offers/<uuid:offer_pk>/skills/", keeping.skills, name="skills"),
    path("offers/<uuid:offer_pk>/skills/name/", keeping.name_skill, name="name_skill"),
    path("offers/<uuid:offer_pk>/confirm/", keeping.confirm, name="confirm"),
    path("offers/<uuid:offer_pk>/copy/", keeping.copy, name="copy"),
    path("offers/<uuid:offer_pk>/status/", keeping.status, name="status"),
    path("offers/<uuid:offer_pk>/close/", keeping.close, name="close"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Offers"), url="offers:index", icon="briefcase", action="offers.read",
        section="offers",
    ),
)  # fmt: skip

WAITS = {
    TaskKind.CONFIRM_OFFER: (
        "offers:detail", "offers.write", _("Open the offer"),
        _("Nobody has confirmed it for long, and people are sent there."),
    ),
    TaskKind.SIGN_SEATS: (
        "offers:contract", "offers.keep_seats", _("Read and sign"),
        _("The other side has written it; it holds once both have signed."),
    ),
    TaskKind.REPORT_SEATS: (
        "offers:contract", "offers.keep_seats", _("Report"),
        _("The contract says that figures are due."),
    ),
    TaskKind.HOLD_VISIT: (
        "offers:visit", "offers.keep_seats", _("Open the visit"),
        _("Both sides look at it together, as the contract says."),
    ),
    TaskKind.CONFIRM_VISIT: (
        "offers:visit", "offers.keep_seats", _("Read it"),
        _("The other side has written what was seen."),
    ),
    TaskKind.FOLLOW_FINDING: (
        "offers:finding", "offers.keep_seats", _("Say what was done"),
        _("A joint visit found it."),
    ),
}  # fmt: skip
for kind, (url, action, label, why) in WAITS.items():
    pages.add(kind, Work(url=url, about=SUBJECT, action=action, label=label, why=why))
