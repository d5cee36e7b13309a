"""People about whom there is a concern, how they are related, and who is shielded.

A person exists here only because of a concern; the pooled records of agencies are in ``records``. Start reading at
``models.Person``.
"""
