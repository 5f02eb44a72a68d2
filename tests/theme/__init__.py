"""The theme, held to its contract with views made by hand."""
