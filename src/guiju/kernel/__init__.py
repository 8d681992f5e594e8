"""First floor: machinery every room stands on."""
