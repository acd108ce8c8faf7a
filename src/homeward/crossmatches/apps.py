from django.apps import AppConfig


class CrossmatchesConfig(AppConfig):
    name = "homeward.crossmatches"
    label = "crossmatches"
