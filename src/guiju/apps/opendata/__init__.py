"""Open data (数据开放): the public part of the catalogue as files, and what changed since, so that nobody need crawl.

A dump and the change feed after its `sequence` together are a mirror of the catalogue.
"""
