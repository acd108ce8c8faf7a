from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.signins import views

app_name = "signins"

OF_CASE = "cases/<uuid:case_pk>/sign-ins/"

urlpatterns = [
    path(OF_CASE, views.of_case, name="of_case"),
    path(f"{OF_CASE}<uuid:person>/new/", views.new, name="new"),
    path(f"{OF_CASE}codes/<uuid:code>/", views.made, name="made"),
    path(f"{OF_CASE}codes/<uuid:code>/letter/", views.print_letter, name="letter"),
    path(f"{OF_CASE}codes/<uuid:code>/end/", views.revoke, name="revoke"),
]

casepage.add(
    casepage.Tab(
        label=_("Person’s access"), url="signins:of_case", action="signins.read", key="signins",
        place=90,
    )
)  # fmt: skip
