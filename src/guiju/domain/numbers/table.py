"""All families, in the order they are tried."""

from __future__ import annotations

from guiju.domain.numbers.families import (
    bipm,
    bsi,
    cen,
    cie,
    codex,
    gost,
    idf,
    iec,
    iec_conformity,
    iec_documents,
    iso,
    itu,
    jis,
    national,
    oceania,
    oiml,
)
from guiju.domain.numbers.family import Family

FAMILIES: tuple[Family, ...] = (
    iso.FAMILY,
    iec.FAMILY,
    iec_conformity.FAMILY,
    iec_documents.FAMILY,
    cen.FAMILY,
    bsi.FAMILY,
    jis.FAMILY,
    itu.FAMILY,
    gost.FAMILY,
    oiml.FAMILY,
    cie.FAMILY,
    idf.FAMILY,
    bipm.FAMILY,
    codex.FAMILY,
    oceania.FAMILY,
    national.FAMILY,
)
