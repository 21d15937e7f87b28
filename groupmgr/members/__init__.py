"""Units, their names and memberships, people, posts and liaison officers."""
