"""The roof: what makes one running site of all the floors below.

`places` says what this installation was told and what follows from it; `settings`, `urls`,
`middleware` and `wsgi` are Django's. `cli` is the `kith` command: it has `database` make the roles
and tables, and `supervise` run the two `programs`, web and worker, as its `children`. `sign_in` and
`demo_urls` are the ways in. Everything may be imported from here; nothing imports it. Start reading
at `cli`.
"""
