from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "homeward.followups"
    label = "followups"
