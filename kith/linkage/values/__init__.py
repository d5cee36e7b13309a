"""What was typed, made plain: names, days, numbers and places, each column at once over its distinct values.

Everything here takes a series of texts and gives one of the same length; what says nothing becomes empty.
"""
