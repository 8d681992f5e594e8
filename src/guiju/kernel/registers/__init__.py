"""Declared registers in the database (登记簿存储): one real table a register, made as its declaration says."""
