"""Keep an installation safe: back it up, bring it back, look whether it is sound."""
