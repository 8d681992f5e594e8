"""The policy ledger (政策工作台账): what policies order, who does it, and how far it has come."""
