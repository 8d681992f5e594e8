"""Code tables of the field: region codes (GB/T 2260), ICS, CCS, prefixes of standard numbers. Data beside code."""
