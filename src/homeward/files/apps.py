from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "homeward.files"
    label = "files"
