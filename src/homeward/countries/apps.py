from django.apps import AppConfig


class CountriesConfig(AppConfig):
    name = "homeward.countries"
    label = "countries"
