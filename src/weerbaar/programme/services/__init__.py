"""What the roof orders: filling the demo, room by room, sending a message again, and whether all still holds."""

from weerbaar.programme.services.demo import STEPS, DemoStep, load_demo
from weerbaar.programme.services.post import send_mail_again
from weerbaar.programme.services.verify import MOST_SAID, house_problems, sign_log_end

__all__ = ["MOST_SAID", "STEPS", "DemoStep", "house_problems", "load_demo", "send_mail_again", "sign_log_end"]
