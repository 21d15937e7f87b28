"""Official documents (GB/T 9704-2012): the pieces that the papers of every feature are made of."""
