"""Roof: settings, addresses, base templates, design system, home page."""
