from django.urls import path

from homeward.seals import views

app_name = "seals"

SEAL = "cases/<uuid:case_pk>/seal/"

urlpatterns = [
    path(SEAL, views.seal, name="seal"),
    path(f"{SEAL}add/", views.add, name="add"),
    path(f"{SEAL}remove/<int:user_pk>/", views.remove, name="remove"),
    path(f"{SEAL}ask/", views.ask_to_lift, name="ask_to_lift"),
    path(f"{SEAL}lift/", views.lift, name="lift"),
    path(f"{SEAL}keep/", views.keep, name="keep"),
]
