from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "homeward.offline"
    label = "offline"
