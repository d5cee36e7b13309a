"""Who might this be, and which records are one person: comparing people as they were described and as agencies know them.

Pure: values and arrays in, judgements with reasons out, no Django and no database. Two things live here. For one person
described in a concern, ``lookup.who_might_this_be`` compares details and gives bands, on purpose without percentages: a
person judges. For all records at once, start reading at ``linking.link``: ``schema`` and ``pool`` declare what is compared,
``encoding`` reads it, ``blocking`` brings records together, ``scoring`` weighs pairs, ``training`` learns the weights,
``clustering`` says who is who, ``explaining`` says why. ``index`` keeps that through change, ``asking`` looks somebody up
in it, ``households`` proposes who lives together. The compiled loops are in ``kernels``.
"""
