from django.apps import AppConfig


class CookersConfig(AppConfig):
    name = "weerbaar.cookers"
    label = "cookers"
