"""Declared systems (登记簿): pages, import, export and API of every register, made from its declaration alone."""
