from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "homeward.seals"
    label = "seals"
