"""Find everything a person may see by any of its words."""
