from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "homeward.matches"
    label = "matches"
