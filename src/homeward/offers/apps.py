from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "homeward.offers"
    label = "offers"
