"""The only step of the report that reads the database; its number of queries is constant."""
