"""The inner loops, compiled: comparing two records, walking groups, sorting, and joining what belongs together.

Each function takes arrays and numbers and knows nothing of fields by name. Everything that compares is symmetric.
"""
