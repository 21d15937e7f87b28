"""入会: a unit applies, the secretariat checks, the council decides, and it becomes a member."""
