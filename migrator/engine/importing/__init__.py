"""What a migrated file imports, and which definitions it needs."""
