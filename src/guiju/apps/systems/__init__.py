"""The systems, lists and statistics five policies ask for (制度清单), in their own words; which are at work here."""
