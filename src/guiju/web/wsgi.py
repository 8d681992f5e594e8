"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from guiju.domain.text.traditional import simplified
from guiju.kernel.search.asking import parts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
application = get_wsgi_application()

# Pages and dictionaries are loaded before anybody asks, so that the first readers need not wait for them.
_ = get_resolver().url_patterns, parts("规矩 GB/T 1"), simplified("規矩")

# What was loaded to start stays to the end: looking through it again and again for garbage takes a tenth of the time
# of every page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
