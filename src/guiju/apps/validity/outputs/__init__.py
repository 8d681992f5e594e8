"""What a check is handed back as (查新输出): tables, marked files, report, record sheet; all from the result."""
