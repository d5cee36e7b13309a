"""Kith: software for the people who keep children and adults safe in a county.

The floors, from the roof down: config, desk, concerns, records, people, sharing, agencies, audit; in the cellar
linkage, outside and ui; the bedrock is lib. An app imports only from floors below it. Start reading at
``kith/concerns``.
"""
