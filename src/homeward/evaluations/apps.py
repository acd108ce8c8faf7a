from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "homeward.evaluations"
    label = "evaluations"
