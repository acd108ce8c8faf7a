from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "homeward.persons"
    label = "persons"
