"""Co-built training bases and their school-year statistics."""
