"""A worry about somebody: raised by anyone, triaged, looked into together, decided, and answered.

A concern has an envelope (stage, clocks, who has it; no names) and items inside (what was said, who it is about, what
agencies answered, what was decided). Only the envelope is listed; items open one concern at a time, and opening is
written down first. Start reading at ``states.py`` for what may come next and ``access.py`` for who may.
"""
