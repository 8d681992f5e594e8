"""Pages of the registers (登记簿页面)."""
