"""Word files (docx): stories, paragraphs and their runs, read and annotated over the same walk (Word 文件)."""

from guiju.domain.documents.word.reader import read

__all__ = ["read"]
