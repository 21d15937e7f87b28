"""The report's words: one part a section, each made from the facts and nothing else."""
