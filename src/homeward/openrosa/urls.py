from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.openrosa import queries
from homeward.openrosa.views import devices, kobo, protocol, tray
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "openrosa"

# Each twice: with the token in the address, and with a password beside it.
ENDPOINTS = [
    ("formList", protocol.form_list, "form_list"),
    ("forms/<uuid:pk>", protocol.form, "form"),
    ("forms/<uuid:pk>/manifest", protocol.manifest, "manifest"),
    ("forms/<uuid:pk>/homeward_waves.csv", protocol.waves_file, "waves_file"),
    ("submission", protocol.submission, "submission"),
]

urlpatterns = [
    *[path(f"openrosa/{rest}", view, name=name) for rest, view, name in ENDPOINTS],
    *[
        path(f"openrosa/key/<str:token>/{rest}", view, name=f"{name}_by_token")
        for rest, view, name in ENDPOINTS
    ],
    path("devices/", devices.index, name="devices"),
    path("devices/new/", devices.new, name="new_device"),
    path("devices/<uuid:pk>/code/", devices.renew, name="renew_device"),
    path("devices/<uuid:pk>/revoke/", devices.revoke, name="revoke_device"),
    path("filled-forms/", tray.index, name="tray"),
    path("filled-forms/kobo/", kobo.index, name="kobo"),
    path("filled-forms/kobo/new/", kobo.new, name="new_kobo_form"),
    path("filled-forms/kobo/<uuid:pk>/", kobo.detail, name="kobo_form"),
    path("filled-forms/kobo/<uuid:pk>/end/", kobo.end, name="end_kobo_form"),
    path("filled-forms/sheets/new/", kobo.bring, name="bring_sheet"),
    path("filled-forms/sheets/<uuid:pk>/", kobo.sheet, name="sheet"),
    path("filled-forms/<uuid:pk>/", tray.detail, name="delivery"),
    path("filled-forms/<uuid:pk>/discard/", tray.discard, name="discard"),
    path("filled-forms/<uuid:pk>/files/<uuid:file_pk>/", tray.download, name="delivery_file"),
    path("filled-forms/<uuid:pk>/as-it-came/", tray.envelope, name="envelope"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Devices for surveys"),
        url="openrosa:devices",
        icon="device-mobile",
        action="openrosa.set_up",
        section="devices",
    ),
)
navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Filled forms"),
        url="openrosa:tray",
        icon="clipboard-text",
        action="openrosa.assign",
        section="filled_forms",
        count=queries.waiting,
    ),
)
pages.add(
    TaskKind.ASSIGN_FILLED_FORM,
    Work(
        "openrosa:delivery",
        SUBJECT,
        "openrosa.assign",
        _("Say whose answers these are"),
        _("A device sent a filled form that does not say which survey it answers."),
    ),
)
