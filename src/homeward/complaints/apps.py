from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "homeward.complaints"
    label = "complaints"
