from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "homeward.disclosure"
    label = "disclosure"
