"""How fast it is, measured the same way each time.

`make bench` makes a county of 10,000 concerns and 100,000 pooled people in a database of its own,
in `.kith-bench`, measures, and writes `results.json`. Times on the clock differ from machine to
machine and from hour to hour; ratios, counts of queries and CPU seconds are what to compare.
"""
