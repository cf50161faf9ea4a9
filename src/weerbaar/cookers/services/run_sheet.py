"""Ninety minutes, and the words that a pressure cooker starts with. Written by hand; the picture fills the rest."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A part of the meeting, in minutes from the start."""

    start: int
    end: int
    title: str
    how: str


RUN_SHEET = (
    Step(0, 5, "Welkom en spelregels", "Zeg waarom u hier zit. Wij praten over wat er gebeurt, nooit over personen."),
    Step(5, 20, "De feiten op één bladzijde", "Iedereen leest vijf minuten stil. Daarna: wat verrast u, wat mist u?"),
    Step(20, 50, "Vier stellingen", "Per stelling: eerst stemmen met de telefoon, dan pas praten. Zeven minuten elk."),
    Step(50, 70, "Het scenario", "Lees de kaart voor. Verdeel de vragen. Kom na tien minuten bij elkaar."),
    Step(70, 85, "Besluiten", "Schrijf op: wat doen wij, wie, en voor welke datum? Drie besluiten zijn genoeg."),
    Step(85, 90, "Evaluatie", "Drie vragen op de telefoon. Daarna ziet u samen de uitkomst."),
)
MINUTES = RUN_SHEET[-1].end
STATEMENTS = (
    "Ons hele college weet wat er in onze gemeente speelt, en niet alleen de burgemeester.",
    "Als het morgen onrustig wordt, weten wij wie wij het eerste bellen.",
    "Wij spreken nog met inwoners die zich van de overheid afkeren.",
    "Wij versterken genoeg wat in onze gemeente al goed gaat.",
)
"""For a picture with fewer than four judgements of its own."""
EVALUATION = (
    "Ik weet nu beter wat er in onze gemeente speelt.",
    "Ik weet wat ik zelf morgen ga doen.",
    "Dit gesprek moeten wij over een jaar weer voeren.",
)
SCENARIO = (
    "Een gerucht over een besluit van de gemeente gaat rond. Op een avond staan zestig mensen bij het gemeentehuis. "
    "De raad krijgt boze berichten. De volgende ochtend bellen twee scholen en een winkeliersvereniging: zij zijn "
    "bezorgd en willen weten wat er waar is."
)
SCENARIO_QUESTIONS = (
    "Wat doet u in het eerste uur? Wie belt u?",
    "Wat zegt u in het openbaar, en wie zegt het?",
    "Wat hebt u een jaar eerder al kunnen doen, zodat dit kleiner was gebleven?",
)
RULES = (
    "Wij praten over verschijnselen, nooit over personen of groepen mensen.",
    "Wie zich zorgen maakt over iemand, belt de politie of het Zorg- en Veiligheidshuis.",
    "Een stijging is een stijging in aandacht. Zij zegt niet dat er meer dreiging is.",
    "Stemmen is anoniem. Niemand ziet wie wat stemde, ook de gespreksleider niet.",
)
