from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "homeward.funds"
    label = "funds"
