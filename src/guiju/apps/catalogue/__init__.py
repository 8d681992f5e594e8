"""The catalogue of standards (标准库): editions, series, relations, and what sources said of them.

Status is never stored here: `guiju.domain.validity.status` computes it for a day from what is stored.
"""
