from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.stakeholders import views

app_name = "stakeholders"

urlpatterns = [
    path("actors/", views.register, name="register"),
    path("actors/new/", views.new, name="new"),
    path("actors/map/", views.on_map, name="map"),
    path("actors/contacts/", views.contacts, name="contacts"),
    path(
        "actors/contacts/<int:actorcontact_pk>/confirm/",
        views.confirm_contact,
        name="confirm_contact",
    ),
    path(
        "actors/contacts/<int:actorcontact_pk>/remove/", views.remove_contact, name="remove_contact"
    ),
    path("actors/merges/<int:actormerge_pk>/undo/", views.undo_merge, name="undo_merge"),
    path("actors/partnerships/", views.partnerships, name="partnerships"),
    path("actors/partnerships/new/", views.new_partnership, name="new_partnership"),
    path("actors/partnerships/<int:partnership_pk>/", views.partnership, name="partnership"),
    path(
        "actors/partnerships/<int:partnership_pk>/change/",
        views.change_partnership,
        name="change_partnership",
    ),
    path("actors/responsibilities/", views.responsibilities, name="responsibilities"),
    path("actors/responsibilities/new/", views.new_objective, name="new_objective"),
    path("actors/responsibilities/<int:objective_pk>/part/", views.give_part, name="give_part"),
    path(
        "actors/responsibilities/<int:objective_pk>/remove/",
        views.remove_objective,
        name="remove_objective",
    ),
    path("actors/specialists/", views.specialists, name="specialists"),
    path("actors/specialists/me/", views.own_entry, name="own_entry"),
    path("actors/specialists/me/leave/", views.leave, name="leave"),
    path("actors/<int:actor_pk>/", views.detail, name="actor"),
    path("actors/<int:actor_pk>/change/", views.change, name="change"),
    path("actors/<int:actor_pk>/merge/", views.merge, name="merge"),
    path("actors/<int:actor_pk>/contacts/", views.add_contact, name="add_contact"),
    path("actors/<int:actor_pk>/load/", views.capacity, name="capacity"),
    path("actors/<int:actor_pk>/priority/", views.priority, name="priority"),
]

ITEMS = [
    (_("Actors"), "register", "building-community", "actors"),
    (_("Partnerships"), "partnerships", "heart-handshake", "partnerships"),
    (_("Who answers for what"), "responsibilities", "list-check", "responsibilities"),
    (_("Specialists"), "specialists", "user-search", "specialists"),
]
STAGE = {"register": navigation.PRE_DESIGN, "specialists": navigation.IMPLEMENTATION}
for label, name, icon, section in ITEMS:
    navigation.add(
        STAGE.get(name, navigation.DESIGN),
        navigation.Item(
            label=label,
            url=f"stakeholders:{name}",
            icon=icon,
            action="stakeholders.read",
            section=section,
        ),
    )
