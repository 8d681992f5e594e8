"""Pages of cases and procedures (事项页面)."""
