"""Taking records in (导入): read → map → validate → plan → apply, one shape for every source.

The dry run is the same code without the last step. Adapters: JSON lines, and workbooks or CSV.
"""
