"""规矩 Guiju: one open program for standardization work (标准化工作)."""

__version__ = "0.1.0"
