"""Series of NIST and of its forerunner NBS (系列代号): code, how people write it, whose it is.

Source of the codes: NIST Technical Series Publications, "Publication Identifier Syntax for NIST Technical Series
Publications"; the spelled-out names are those on the covers.
"""

from __future__ import annotations

CODES = (
    "AI", "AMS", "BH", "BMS", "BRPD-CRPL-D", "BSS", "CHIPS", "CIRC", "CIS", "CRPL", "CRPL-F-A", "CRPL-F-B", "CS",
    "CS-E", "CSM", "CSWP", "DCI", "EAB", "FIPS", "GCR", "HB", "HR", "IP", "IR", "IRPL", "ITLB", "JPCRD", "JRES", "LC",
    "MONO", "MP", "NCSTAR", "NSRDS", "OWMWP", "PC", "PS", "RB", "RPT", "SIBS", "SP", "TIBM", "TN", "TTB", "VTS",
)  # fmt: skip

SPELLED = {
    "ADVANCED MANUFACTURING SERIES": "AMS",
    "CIRCULAR": "CIRC",
    "FEDERAL INFORMATION PROCESSING STANDARDS PUBLICATION": "FIPS",
    "FIPS PUB": "FIPS",
    "GRANT/CONTRACT REPORT": "GCR",
    "HANDBOOK": "HB",
    "INTERAGENCY REPORT": "IR",
    "INTERAGENCY/INTERNAL REPORT": "IR",
    "INTERNAL REPORT": "IR",
    "LCIRC": "LC",
    "LETTER CIRCULAR": "LC",
    "MN": "MONO",
    "MONOGRAPH": "MONO",
    "NSRDS-NBS": "NSRDS",
    "SPECIAL PUBLICATION": "SP",
    "TECH NOTE": "TN",
    "TECHNICAL NOTE": "TN",
}

LANGUAGES = {
    "ara": "ara", "bul": "bul", "chi": "zho", "es": "spa", "fre": "fre", "id": "ind", "ind": "ind", "jpn": "jpn",
    "por": "por", "port": "por", "pt": "por", "slo": "slo", "sp": "spa", "spa": "spa", "ukr": "ukr", "vie": "vie",
    "viet": "vie", "zho": "zho",
}  # fmt: skip
"""How a translation is marked → ISO 639-2 code."""

UPDATED = {
    "AMS 300-8r1": "202102",
    "HB 135e2022": "202205",
    "IR 8115r1": "202103",
    "IR 8170": "202003",
    "IR 8211": "2021",
    "IR 8290": "202205",
    "IR 8413": "202207",
    "IR 85-3273pt37": "202205",
    "SP 500-300": "202105",
    "SP 1900-206": "202202",
    "TN 2150": "202102",
    "TN 2207": "202205",
}
"""When an errata update (勘误更新) "upd" that carries no date was published: year and month."""
