"""An invented county: people, families and homes, eight years of their lives, and what each agency would hold of them.

Nobody in it is real. The truth (who is who, who lives with whom, what happened) is written to one folder; what agencies
hold, late and partial and with their own mistakes, is written to another, in the formats they really export. It feeds
the demonstration, the tests, the benchmarks and the published figures on accuracy.

Pure: no Django and no database. Start reading at ``making.make_county``; ``model`` has the nouns; a block is a slice of
the county that is made, written and forgotten before the next, so that memory does not grow with the county.
"""
