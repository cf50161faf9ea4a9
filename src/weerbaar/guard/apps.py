from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "weerbaar.guard"
    label = "guard"
