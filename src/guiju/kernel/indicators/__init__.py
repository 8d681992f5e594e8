"""Measures in one place (指标): rooms and registers offer them, people report those that nothing counts.

Rooms use `offers.declare` and `offers.provide`; `queries` tell what is measured, `services` take numbers from people.
"""
