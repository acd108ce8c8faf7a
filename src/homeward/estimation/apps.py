from django.apps import AppConfig


class EstimationConfig(AppConfig):
    name = "homeward.estimation"
    label = "estimation"
