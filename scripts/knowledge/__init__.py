"""Tools around migrator/knowledge; scripts/docs and scripts/generate run them."""
