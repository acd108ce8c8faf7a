from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.exchange import views
from homeward.exchange.activity_files import views as activity_files
from homeward.exchange.sheets import views as sheets
from homeward.exchange.sheets.choices import Kind

app_name = "exchange"

urlpatterns = [
    path("api-tokens/", views.tokens, name="tokens"),
    path("api-tokens/new/", views.new, name="new_token"),
    path("api-tokens/<uuid:pk>/take/", views.take, name="take_token"),
    path("api-tokens/<uuid:pk>/rotate/", views.rotate, name="rotate_token"),
    path("api-tokens/<uuid:pk>/revoke/", views.revoke, name="revoke_token"),
    path("exchange/sheets/", sheets.index, name="sheets"),
    path("exchange/sheets/<uuid:pk>/", sheets.detail, name="sheet"),
    path("exchange/sheets/<uuid:pk>/columns/", sheets.name_columns, name="sheet_columns"),
    path("exchange/sheets/<uuid:pk>/problems/", sheets.problems, name="sheet_problems"),
    path("exchange/sheets/<uuid:pk>/workbook/", sheets.choose_sheet, name="choose_sheet"),
    *[
        path(
            f"exchange/sheets/<uuid:pk>/{kind.value}s/",
            sheets.match,
            {"kind": kind},
            name=f"match_{kind.value}",
        )
        for kind in Kind
    ],
    path(
        "exchange/sheets/<uuid:pk>/words/<int:value_pk>/again/", sheets.ask_again, name="ask_again"
    ),
    path("exchange/sheets/<uuid:pk>/import/", sheets.import_now, name="import_sheet"),
    path("exchange/sheets/<uuid:pk>/discard/", sheets.discard, name="discard_sheet"),
    path("exchange/layouts/<int:layout_pk>/forget/", sheets.forget, name="forget_layout"),
    path("exchange/iati/", activity_files.index, name="activity_files"),
    path("exchange/iati/new/", activity_files.bring, name="bring_activity_file"),
    path("exchange/iati/programmes.xml", activity_files.download, name="download_iati"),
    path("exchange/iati/<uuid:pk>/", activity_files.one, name="activity_file"),
    path("exchange/iati/<uuid:pk>/leniently/", activity_files.leniently, name="read_leniently"),
    path("exchange/iati/<uuid:pk>/take-in/", activity_files.take_in, name="take_in"),
    path("exchange/iati/<uuid:pk>/throw-away/", activity_files.throw_away, name="throw_away"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Tokens for programs"),
        url="exchange:tokens",
        icon="key",
        action="exchange.grant_token",
        section="tokens",
    ),
)

navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("Sheets of who does what"),
        url="exchange:sheets",
        icon="upload",
        action="exchange.import_sheets",
        section="sheets",
    ),
)
navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("IATI files"),
        url="exchange:activity_files",
        icon="file-import",
        action="exchange.export_programmes",
        section="iati",
    ),
)
