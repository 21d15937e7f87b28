"""How long members have been silent and what they lack; who has to leave is only proposed."""
