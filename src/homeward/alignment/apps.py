from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    name = "homeward.alignment"
    label = "alignment"
