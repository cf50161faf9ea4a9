"""Orders about sources, fetching, items and wording."""
