"""The zip package under docx and xlsx (OPC 包): parts read within limits, written back with the rest untouched."""

from guiju.domain.documents.package.reading import Package, Relation
from guiju.domain.documents.package.registering import OFFICE, Registry, serialised
from guiju.domain.documents.package.writing import rewritten

__all__ = ["OFFICE", "Package", "Registry", "Relation", "rewritten", "serialised"]
