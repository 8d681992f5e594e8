"""Reads of the parties (机构的查询)."""
