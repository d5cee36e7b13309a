"""Pages of the front door: HTTP in, one query or one action, HTTP out."""
