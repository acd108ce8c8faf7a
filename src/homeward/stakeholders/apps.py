from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "homeward.stakeholders"
    label = "stakeholders"
