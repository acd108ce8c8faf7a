from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "homeward.users"
    label = "users"
