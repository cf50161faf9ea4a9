"""Pages of findings and series; of trends and what they mean."""
