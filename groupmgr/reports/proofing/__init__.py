"""校对: what a careful reader would mark in a report before it is issued; it changes no word."""
