"""The door for machines: `/api/v1`, where a system of an agency sees its feeds, hands in files and reads what came of
them. It has a token instead of a sign-in, and the database knows it by that token alone.

Words: a machine is a system that calls; a scope is what it may do; a problem is a refusal, in words a program can read.
Start reading at ``views`` and ``rules``.
"""
