"""Which words a record holds, kept beside it in the same transaction, so that it is found."""
