"""Tables in files (xlsx、xls、csv): cells read one by one, results written beside them (表格文件)."""
