from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "homeward.quality"
    label = "quality"
