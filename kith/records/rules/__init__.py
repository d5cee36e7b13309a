"""What a row received from an agency means. Pure: values in, values out.

`profiles` loads the description of a format, `plans` fits it to the headings of a
file, and `readings` turns a row into people, events and flags, with a finding for
each thing that was odd and what was done about it.
"""
