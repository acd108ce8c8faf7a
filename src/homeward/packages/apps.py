from django.apps import AppConfig


class PackagesConfig(AppConfig):
    name = "homeward.packages"
    label = "packages"
