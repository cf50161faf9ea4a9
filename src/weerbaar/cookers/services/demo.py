"""The demo: one pressure cooker that was held, with votes and agreements, and one that is prepared."""

from datetime import datetime, timedelta

from weerbaar.accounts.selectors import signed_up_demo_people
from weerbaar.cookers.models import Cooker, OutcomeKind, QuestionKind
from weerbaar.cookers.selectors.visible import bodies_to_hand_to, pictures_to_start_from
from weerbaar.cookers.services.leading import ask_question, close_cooker, open_cooker, vote
from weerbaar.cookers.services.outcomes import Agreed, note_outcome
from weerbaar.cookers.services.preparing import prepare_cooker
from weerbaar.regions.models import Region

VOTES = ("agree", "agree", "unsure", "agree", "disagree", "agree")
ACTION = "Elke wethouder spreekt deze maand met twee wijken over wonen."
ADVICE = "Bespreek elk kwartaal met het hele college wat er in de gemeente speelt."


def load_demo_cookers(*, region: Region, now: datetime) -> int:
    """Fills the demo once with two meetings: returns how many, 0 when there are some or no picture was frozen."""
    people = {person.key: membership for person, membership in signed_up_demo_people()}
    official = people.get("official_here")
    frozen = pictures_to_start_from(actor=official)[:1] if official else []
    if official is None or not frozen or Cooker.objects.filter(frozen__picture__region=region).exists():
        return 0
    at = now - timedelta(days=3)
    held = prepare_cooker(actor=official, frozen=frozen[0], held_on=at.date(), now=at)
    open_cooker(actor=official, cooker=held, present=len(VOTES) + 1, now=at)
    asked = [(QuestionKind.STATEMENT, number) for number in range(1, 5)] + [(QuestionKind.EVALUATION, 0)]
    for kind, number in asked:
        ask_question(actor=official, cooker=held, kind=kind, number=number, now=at)
        for question in held.questions.filter(opened_at__isnull=False, closed_at=None):
            for place in range(len(VOTES)):
                answer = VOTES[(place * question.number) % len(VOTES)]
                vote(code=held.code, number=question.number, answer=answer, now=at)
    close_cooker(actor=official, cooker=held, now=at)
    due = (now + timedelta(days=30)).date()
    note_outcome(actor=official, cooker=held, agreed=Agreed(OutcomeKind.ACTION, ACTION, due), now=at)
    body = bodies_to_hand_to(actor=official)[0]
    note_outcome(actor=official, cooker=held, agreed=Agreed(OutcomeKind.ADVICE, ADVICE, due, body), now=at)
    prepare_cooker(actor=official, frozen=frozen[0], held_on=(now + timedelta(days=14)).date(), now=now)
    return 2
