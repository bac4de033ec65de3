"""What maintainers run: checks, documentation, generators, the census."""
