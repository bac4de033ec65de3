"""How a change is written: what is planned, as a few bytes or by libcst."""
