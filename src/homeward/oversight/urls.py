from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.oversight import views

app_name = "oversight"
urlpatterns = [
    path("oversight/", views.index, name="index"),
    path("oversight/records/<int:pk>/", views.record, name="record"),
    path("oversight/records/<int:pk>/edit/", views.edit_record, name="edit_record"),
    path("oversight/breaches/", views.breaches, name="breaches"),
    path("oversight/breaches/new/", views.report, name="report"),
    path("oversight/breaches/<uuid:pk>/", views.breach, name="breach"),
    path("oversight/breaches/<uuid:pk>/assess/", views.assess, name="assess"),
    path("oversight/breaches/<uuid:pk>/authority/", views.authority, name="authority"),
    path("oversight/breaches/<uuid:pk>/notice/", views.notice, name="notice"),
    path("oversight/breaches/<uuid:pk>/find/", views.find, name="find"),
    path("oversight/breaches/<uuid:pk>/close/", views.close, name="close"),
    path("oversight/affected/<uuid:pk>/", views.tell, name="tell"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Oversight"),
        url="oversight:index",
        icon="shield-lock",
        action="oversight.read",
        section="oversight",
    ),
)
