"""The cellar: one file or folder for each thing that is not ours.

`postgres` runs the database and makes its roles, `walls` says in migrations who may see which
rows, `queue` puts work off, `files` reads what agencies export, `reencode` writes a stranger's
photographs and documents anew, `secret` keeps the one secret of an installation. Nothing here knows
what a concern is.
"""
