"""Who might this be: comparing somebody as they were described with people as agencies know them.

Pure: values in, values out, no Django and no database. Start reading at ``lookup.who_might_this_be``, the one function
the rest of Kith calls; what scores better later goes behind it. There are no percentages here, on purpose: a person
judges, and what they need is which details agree, which do not, and what may fool them.
"""
