"""Files made outside of requests: asked for, kept for some days, handed to whoever asked."""
