"""Formats emitted into a folder as the county would, and the published validators run on what was emitted."""
