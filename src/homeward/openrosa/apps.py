from django.apps import AppConfig


class OpenrosaConfig(AppConfig):
    name = "homeward.openrosa"
    label = "openrosa"
