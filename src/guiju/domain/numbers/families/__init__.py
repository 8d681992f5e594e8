"""One file per family of standard numbers (编号体系); each offers `FAMILY`, collected in `table.py`."""
