from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.agreements import views
from homeward.core import navigation

app_name = "agreements"

urlpatterns = [
    path("agreements/", views.index, name="index"),
    path("agreements/new/", views.new, name="new"),
    path("agreements/who-sees-what/", views.overall, name="overall"),
    path("agreements/review/<uuid:uid>/", views.review, name="review"),
    path("agreements/<int:pk>/", views.detail, name="detail"),
    path("agreements/<int:pk>/who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("agreements/<int:pk>/parties/", views.add_party, name="add_party"),
    path(
        "agreements/<int:pk>/parties/<int:party_pk>/remove/",
        views.remove_party,
        name="remove_party",
    ),
    path("agreements/<int:pk>/parties/<int:party_pk>/paper/", views.paper, name="paper"),
    path("agreements/<int:pk>/clauses/", views.add_clause, name="add_clause"),
    path(
        "agreements/<int:pk>/clauses/<int:clause_pk>/remove/",
        views.remove_clause,
        name="remove_clause",
    ),
    path("agreements/<int:pk>/controllers/", views.controllers, name="controllers"),
    path("agreements/<int:pk>/contacts/", views.add_contact, name="add_contact"),
    path(
        "agreements/<int:pk>/contacts/<int:contact_pk>/remove/",
        views.remove_contact,
        name="remove_contact",
    ),
    path("agreements/<int:pk>/files/", views.add_file, name="add_file"),
    path("agreements/<int:pk>/files/<uuid:file_pk>/", views.download, name="download"),
    path(
        "agreements/<int:pk>/files/<uuid:file_pk>/remove/",
        views.remove_file,
        name="remove_file",
    ),
    path("agreements/<int:pk>/successor/", views.succeed, name="succeed"),
    path("agreements/<int:pk>/offer/", views.offer, name="offer"),
    path("agreements/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("agreements/<int:pk>/sign/", views.sign, name="sign"),
    path("agreements/<int:pk>/suspend/", views.suspend, name="suspend"),
    path("agreements/<int:pk>/resume/", views.resume, name="resume"),
    path("agreements/<int:pk>/end/", views.end, name="end"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Agreements"),
        url="agreements:index",
        icon="file-certificate",
        action="agreements.read",
        section="agreements",
    ),
)
navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Who sees what"),
        url="agreements:overall",
        icon="eye",
        action="agreements.read",
        section="who_sees_what",
    ),
)
