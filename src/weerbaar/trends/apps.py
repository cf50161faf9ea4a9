from django.apps import AppConfig


class TrendsConfig(AppConfig):
    name = "weerbaar.trends"
    label = "trends"
