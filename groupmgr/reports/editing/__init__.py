"""文稿: what people write over the sentences that the records propose, and who writes it."""
