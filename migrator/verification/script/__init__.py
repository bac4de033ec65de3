"""The user's script while it runs: what it meets in the place of the world, what it makes."""
