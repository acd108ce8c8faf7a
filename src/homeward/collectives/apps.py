from django.apps import AppConfig


class CollectivesConfig(AppConfig):
    name = "homeward.collectives"
    label = "collectives"
