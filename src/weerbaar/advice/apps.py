from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "weerbaar.advice"
    label = "advice"
