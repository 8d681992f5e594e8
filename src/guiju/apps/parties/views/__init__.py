"""Pages of the parties (机构与专家的页面)."""
