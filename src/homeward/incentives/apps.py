from django.apps import AppConfig


class IncentivesConfig(AppConfig):
    name = "homeward.incentives"
    label = "incentives"
