"""The entry for a WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from weerbaar.config.safety import refuse_danger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.config.settings")
os.environ.setdefault("WEERBAAR_WEB", "1")
application = get_wsgi_application()
refuse_danger(settings)
