"""Every indicator once more, slowly, in plain Python: the proof that the figures are right."""
