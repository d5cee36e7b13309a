"""What was done, seen and refused.

One row an act: who, when, what, for what purpose, and the ground on which it was allowed or refused. Rows hold words,
never foreign keys and never names, so nothing that is deleted elsewhere can break them. They are chained by hashes in
sixteen shards and can only be added to. Start reading at ``actions.record`` and ``rules.check_chain``.
"""
