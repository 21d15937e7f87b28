"""What units do together: parties, figures, evidence, and the decision of each group."""
