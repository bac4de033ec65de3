"""Tools around migrator/knowledge; scripts/docs, scripts/generate and scripts/census run them."""
