"""Pages of persons. They open cases, so they are built here, a floor above the persons."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.cases.views import (
    blocks,
    consents,
    ending,
    grounds,
    households,
    notices,
    sheets,
)
from homeward.core import navigation

app_name = "persons"
urlpatterns = [
    path("persons/", households.find, name="find"),
    path("persons/register/", households.register, name="register"),
    path("cases/<uuid:pk>/consent/", consents.consent, name="consent"),
    path(
        "cases/<uuid:pk>/consent/<int:org>/<int:purpose>/withdraw/",
        ending.withdraw,
        name="withdraw",
    ),
    path("cases/<uuid:pk>/consent/<int:org>/<int:purpose>/narrow/", ending.narrow, name="narrow"),
    path("cases/<uuid:pk>/consent/<uuid:sheet>/aloud/", sheets.aloud, name="consent_aloud"),
    path("cases/<uuid:pk>/grounds/", grounds.grounds, name="grounds"),
    path("grounds/<uuid:pk>/", grounds.basis, name="basis"),
    path("grounds/<uuid:pk>/end/", grounds.end, name="end_basis"),
    path("cases/<uuid:pk>/blocks/", blocks.blocks, name="blocks"),
    path("blocks/<uuid:pk>/lift/", blocks.lift, name="lift_block"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<uuid:pk>/", notices.notice, name="notice"),
    path("cases/<uuid:pk>/consent/<uuid:sheet>/", sheets.sheet, name="consent_sheet"),
    path("cases/<uuid:pk>/consent/<uuid:sheet>/pdf/", sheets.as_pdf, name="consent_pdf"),
    path(
        "cases/<uuid:pk>/consent/<uuid:sheet>/document/",
        sheets.document,
        name="consent_document",
    ),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Find a person"),
        url="persons:find",
        icon="user-search",
        action="persons.register",
        section="persons",
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Notices to delete"),
        url="persons:notices",
        icon="trash",
        action="persons.answer_notice",
        section="notices",
        count=notices.waiting,
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Consents"),
        url="persons:consent",
        action="persons.read_consents",
        key="consents",
        place=90,
    )
)
