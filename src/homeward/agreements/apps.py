from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "homeward.agreements"
    label = "agreements"
