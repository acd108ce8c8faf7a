from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "homeward.occupations"
    label = "occupations"
