"""交接: what a liaison officer leaves behind goes to the successor in one step."""
