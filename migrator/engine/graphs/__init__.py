"""A model that was built by naming nodes becomes a functional one."""
