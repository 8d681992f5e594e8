"""Collections (专题标准数据库): standards by theme, by a rule, by hand or both; their owner publishes them."""
