"""Addresses of the registers, below /registers/."""

from __future__ import annotations

from django.urls import path

from guiju.apps.declared.views import (
    acting,
    charting,
    course,
    declaring,
    entering,
    exporting,
    importing,
    keeping,
    listing,
    reading,
    sketching,
    viewing,
)

app_name = "declared"
urlpatterns = [
    path("", listing.index, name="index"),
    path("declarations/", declaring.index, name="declarations"),
    path("declarations/new", declaring.new, name="declaration_new"),
    path("declarations/check", sketching.check, name="sketch_check"),
    path("declarations/drafts/<int:pk>", sketching.sketch, name="sketch"),
    path("declarations/drafts/<int:pk>/plan", sketching.plan, name="sketch_plan"),
    path("declarations/drafts/<int:pk>/progress", sketching.progress, name="sketch_progress"),
    path("declarations/drafts/<int:pk>/delete", sketching.delete, name="sketch_delete"),
    path("declarations/<slug:code>/", declaring.versions, name="declared"),
    path("declarations/<slug:code>/<int:number>", declaring.version, name="declared_version"),
    path("<slug:code>/", listing.records, name="records"),
    path("<slug:code>/newest.<slug:kind>", viewing.newest, name="newest"),
    path("<slug:code>/views", viewing.views, name="views"),
    path("<slug:code>/views/<int:pk>/delete", viewing.delete, name="view_delete"),
    path("<slug:code>/charts", charting.charts, name="charts"),
    path("<slug:code>/retention", keeping.retention, name="retention"),
    path("<slug:code>/<int:pk>/past", keeping.past, name="past"),
    path("<slug:code>/about", reading.about, name="about"),
    path("<slug:code>/declaration.toml", reading.declaration, name="declaration"),
    path("<slug:code>/new", entering.new, name="new"),
    path("<slug:code>/records.<str:ending>", exporting.export, name="export"),
    path("<slug:code>/import", importing.sheets, name="imports"),
    path("<slug:code>/import/<int:pk>", importing.one, name="import"),
    path("<slug:code>/import/<int:pk>/columns", importing.columns, name="import_columns"),
    path("<slug:code>/import/<int:pk>/progress", importing.progress, name="import_progress"),
    path("<slug:code>/import/<int:pk>/apply", importing.apply, name="import_apply"),
    path("<slug:code>/import/<int:pk>/delete", importing.delete, name="import_delete"),
    path("<slug:code>/import/<int:pk>/problems.csv", importing.problems, name="import_problems"),
    path("<slug:code>/<int:pk>/", reading.one, name="record"),
    path("<slug:code>/<int:pk>/edit", entering.edit, name="edit"),
    path("<slug:code>/<int:pk>/file/<slug:field>", reading.file, name="file"),
    path("<slug:code>/<int:pk>/case", course.open_case, name="case_open"),
    path("<slug:code>/<int:pk>/document/<int:document>", course.document, name="case_document"),
    path("<slug:code>/<int:pk>/disclose", acting.disclose, name="disclose"),
    path("<slug:code>/<int:pk>/conceal", acting.conceal, name="conceal"),
    path("<slug:code>/<int:pk>/withdraw", acting.withdraw, name="withdraw"),
    path("<slug:code>/<int:pk>/restore", acting.restore, name="restore"),
]
