from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "weerbaar.regions"
    label = "regions"
