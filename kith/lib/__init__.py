"""Bedrock: words, dates, times, identifiers, receipts and sealed text.

Everything here is reckoning with values: nothing knows Django, the database or any other
part of the house, and nothing reads the clock. Start with `working_time` for the clocks,
`phrases` for how times and lists are said, `receipts` for the seven words a reporter is
given, and `sealing` for text that must not be read without its key.
"""
