"""Agencies, their teams, the people who work for them, what their jobs are, and who is signed in.

A sign-in is a row that the database itself checks: the browser holds a random token, the row holds its hash. Start
reading at ``models.SignIn`` and ``actions.sign_in``.
"""
