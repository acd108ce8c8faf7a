from django.urls import path

from homeward.openrosa.views import protocol

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
]
