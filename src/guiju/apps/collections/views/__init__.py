"""Pages of the collections."""
