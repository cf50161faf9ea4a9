from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "weerbaar.accountability"
    label = "accountability"
