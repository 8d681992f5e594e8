"""ISO Open Data (国际标准化组织开放数据): deliverables, technical committees, ICS, as ISO publishes them."""
