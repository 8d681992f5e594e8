"""Browsing and statistics (浏览与统计): the catalogue by class, body, region and industry; charts, feeds, sitemap.

Holds no tables: everything is read from the catalogue and its index, and every number on a page opens its records.
"""
