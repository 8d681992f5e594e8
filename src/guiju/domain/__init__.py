"""Ground floor: what the field knows. Pure Python: no Django, no database, no clock, no network."""
