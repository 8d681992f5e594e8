"""A small declaration that tests change in one place each."""

from __future__ import annotations

SMALL = """
code = "trials"
version = 1
name = { zh = "试点", en = "Trials" }
purpose = { zh = "登记试点", en = "Trials held" }
title = "name"
answers = [{ document = "某意见", place = "一", phrase = "开展试点" }]

[visibility]
see = ["own"]
public = true
keep = ["officer"]
disclose = ["officer"]

[numbering]
pattern = "SD{year}-{serial:3}"

[list]
columns = ["name", "kind"]
facets = ["kind"]
sorts = ["begun"]
order = "-begun"

[retention]
years = 0
basis = { zh = "待核实", en = "to be confirmed" }

[[fields]]
code = "name"
name = { zh = "名称", en = "Name" }
type = "text"
required = true
unique = true

[[fields]]
code = "kind"
name = { zh = "类别", en = "Kind" }
type = "choice"
options = [{ code = "a", name = { zh = "甲", en = "A" } }, { code = "b", name = { zh = "乙", en = "B" } }]

[[fields]]
code = "begun"
name = { zh = "开始", en = "Begun" }
type = "date"

[[fields]]
code = "cost"
name = { zh = "经费", en = "Cost" }
type = "money"
see = ["own"]

[[measures]]
code = "trial_cost"
name = { zh = "经费", en = "Cost" }
unit = { zh = "元", en = "CNY" }
counts = "sum"
field = "cost"
date = "begun"
where = { kind = ["a"] }
definition = { zh = "经费之和", en = "Sum of cost" }
"""
