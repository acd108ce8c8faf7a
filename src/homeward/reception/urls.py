from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.cases.choices import ArrivalNeed
from homeward.core import navigation
from homeward.reception.views import (
    board,
    border,
    casefile,
    centres,
    charters,
    checkin,
    manifests,
    receiving,
)
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE, Work

app_name = "reception"
urlpatterns = [
    path("arrivals/", board.arrivals, name="arrivals"),
    path("arrivals/print/", board.print_day, name="print_day"),
    path("arrivals/unannounced/", receiving.unannounced, name="unannounced"),
    path("arrivals/check-in/", checkin.check_in, name="check_in"),
    path("arrivals/<uuid:pk>/", receiving.receive, name="receive"),
    path("arrivals/<uuid:pk>/prepare/", board.prepare, name="prepare"),
    path("arrivals/<uuid:pk>/prepare/<str:need>/", board.assign, name="assign"),
    path("arrivals/<uuid:pk>/check-in/", checkin.say, name="say"),
    path("arrivals/<uuid:pk>/consent/", receiving.consent, name="consent"),
    path("arrivals/<uuid:pk>/orientation/", receiving.orient, name="orient"),
    path("arrivals/<uuid:pk>/health/<uuid:person_pk>/", receiving.screen, name="screen"),
    path("arrivals/<uuid:pk>/place/", centres.book, name="book"),
    path("border/", border.border, name="border"),
    path("cases/<uuid:pk>/arrival/", casefile.arrival, name="case_arrival"),
    path("cases/<uuid:pk>/take-over/", casefile.take_over, name="take_over"),
    path("cases/<uuid:pk>/expect-again/", casefile.expect_again, name="expect_again"),
    path("charters/", charters.index, name="charters"),
    path("charters/new/", charters.new, name="new_charter"),
    path("charters/<int:pk>/", charters.charter, name="charter"),
    path("charters/<int:pk>/change/", charters.change, name="change_charter"),
    path("charters/<int:pk>/announce/", charters.announce, name="announce_charter"),
    path("charters/<int:pk>/landed/", charters.landed, name="landed"),
    path("charters/<int:pk>/close/", charters.close, name="close_charter"),
    path("charters/<int:pk>/sheet/", manifests.sheet, name="sheet"),
    path("charters/<int:pk>/template/", manifests.template, name="template"),
    path("charters/<int:pk>/rows/", manifests.rows, name="rows"),
    path("centres/", centres.index, name="centres"),
    path("centres/new/", centres.new, name="new_centre"),
    path("centres/<int:pk>/", centres.centre, name="centre"),
    path("centres/<int:pk>/change/", centres.change, name="change_centre"),
    path("centres/<int:pk>/room/", centres.new_room, name="new_room"),
    path("rooms/<int:room>/", centres.room, name="room"),
    path("stays/<uuid:pk>/", centres.move, name="move_stay"),
    path("stays/<uuid:pk>/leave/", centres.leave, name="leave"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Arrivals"),
        url="reception:arrivals",
        icon="plane-arrival",
        action="cases.receive",
        section="arrivals",
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Who arrives"),
        url="reception:border",
        icon="plane-arrival",
        action="reception.look_at_border",
        section="border",
    ),
)
navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Charters"),
        url="reception:charters",
        icon="plane-inflight",
        action="reception.read_charters",
        section="charters",
    ),
)
navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Reception centres"),
        url="reception:centres",
        icon="bed",
        action="reception.run_centres",
        section="centres",
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Arrival"),
        url="reception:case_arrival",
        action="reception.read_arrival",
        key="arrival",
        place=30,
    )
)
pages.add(
    TaskKind.TAKE_OVER,
    Work(
        "reception:case_arrival",
        CASE,
        "reception.take_over",
        _("Confirm the hand-over"),
        _("The desk handed them over; until you confirm it nobody knows that you have them."),
    ),
)
pages.add(
    TaskKind.CLEAR_ABSENCE,
    Work(
        "reception:case_arrival",
        CASE,
        "cases.announce_arrival",
        _("Open the arrival"),
        _("The desk says that they did not arrive."),
    ),
)
pages.add(
    TaskKind.PREPARE_NEED,
    Work(
        "reception:arrivals",
        "",
        "cases.receive",
        _("Open the arrivals"),
        _("Somebody arrives who needs it on the day."),
        dict(ArrivalNeed.choices),
    ),
)
pages.add(
    TaskKind.FIND_PLACE,
    Work(
        "reception:centres",
        "",
        "reception.run_centres",
        _("Open the centres"),
        _("Nothing was free when a place was asked for."),
    ),
)
