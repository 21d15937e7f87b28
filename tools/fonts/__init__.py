"""The faces of the documents: built from pinned open fonts, cut down, made equal in height."""
