from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "homeward.procedures"
    label = "procedures"
