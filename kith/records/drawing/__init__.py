"""Pictures of the pool: values in, SVG out. They know nothing of Django, and carry neither script nor style."""
