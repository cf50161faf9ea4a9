"""Orders about the lokaal beeld."""
