from django.apps import AppConfig


class DeparturesConfig(AppConfig):
    name = "homeward.departures"
    label = "departures"
