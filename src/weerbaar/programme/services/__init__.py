"""What the roof orders: filling the demo, a message again, back-ups, and whether all still holds."""

from weerbaar.programme.services.backup import BackupRefused, make_backup, restore_backup
from weerbaar.programme.services.demo import STEPS, DemoStep, load_demo
from weerbaar.programme.services.post import send_mail_again
from weerbaar.programme.services.retention import Retained, retain
from weerbaar.programme.services.sealed_file import NotReadable, make_key, read_key
from weerbaar.programme.services.verify import MOST_SAID, house_problems, sign_log_end

__all__ = [
    "MOST_SAID",
    "STEPS",
    "BackupRefused",
    "DemoStep",
    "NotReadable",
    "Retained",
    "house_problems",
    "load_demo",
    "make_backup",
    "make_key",
    "read_key",
    "restore_backup",
    "retain",
    "send_mail_again",
    "sign_log_end",
]
