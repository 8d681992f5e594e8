"""Pages of the validity check."""
