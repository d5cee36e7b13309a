"""What agencies hold, pooled: each row exactly as received, what was read from it, and judgements about it.

Nobody browses the pool. Its owner reads its own rows; others see a pointer, inside an open concern, for a stated
purpose. Start reading at ``models.SourceRecord`` and ``actions.import_file``.
"""
