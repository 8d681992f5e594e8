"""Word files (docx): stories, paragraphs and their runs, read and annotated over the same walk (Word 文件)."""
