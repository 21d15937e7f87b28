"""Work outside a request: queued with the change that asks for it, run by a worker."""
