"""The national platforms (国家标准平台): saved pages of openstd.samr.gov.cn, answers of std.samr.gov.cn and others.

- `pages`: list and detail pages · `answers`: JSON of searches · `facts`: what both need
"""
