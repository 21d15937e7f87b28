"""What the pages share: access, forms, lists, error pages, filters."""
