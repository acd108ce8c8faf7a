from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "homeward.reception"
    label = "reception"
