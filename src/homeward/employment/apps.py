from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "homeward.employment"
    label = "employment"
