"""Archives of invented posts, and what it costs and takes to scan them. See the modules' help."""
