"""What the roof orders: filling the demo, room by room, and sending a message again."""

from weerbaar.programme.services.demo import STEPS, DemoStep, load_demo
from weerbaar.programme.services.post import send_mail_again

__all__ = ["STEPS", "DemoStep", "load_demo", "send_mail_again"]
