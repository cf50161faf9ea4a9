"""Orders about signals. Every free text goes through the gate before anything is stored or logged."""

from weerbaar.signals.services.gate import Judgement, PersonalDataInText, judge, pass_or_refuse

__all__ = ["Judgement", "PersonalDataInText", "judge", "pass_or_refuse"]
