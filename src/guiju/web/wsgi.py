"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
application = get_wsgi_application()

# What was loaded to start stays to the end: looking through it again and again for garbage takes a tenth of the time
# of every page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
