"""Link a table of records: the one way in, from what was typed to who is who."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kith.linkage import training
from kith.linkage.blocking import instead_of, keys_of, pass_over
from kith.linkage.clustering import People, Rules, cluster
from kith.linkage.encoding import Encoded, encode
from kith.linkage.frozen import Frozen, count, freeze
from kith.linkage.kernels.arrays import U32
from kith.linkage.schema import Schema
from kith.linkage.scoring import ANY, Edges, Ready, weigh_all
from kith.linkage.weights import Weights, plan_of, published, scales_of

KEPT = 1.0
"""Pairs are kept whose odds of being one person are at least this."""
FOR_TRAINING = 300_000
"""Records from which on only some of the groups are learned from."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it."""

    people: People
    edges: Edges
    encoded: Encoded
    frozen: Frozen
    ready: Ready
    weights: Weights


def link(
    table: pl.DataFrame,
    schema: Schema,
    weights: Weights | None = None,
    rules: Rules | None = None,
    frozen: Frozen | None = None,
) -> Linked:
    """Link a table: with the weights that come with Kith if none are given, and with what was counted before if it was."""
    encoded, counted, keys = keyed(table, schema, frozen)
    return link_keyed(encoded, counted, keys, schema, weights or published(schema), rules)


def link_keyed(
    encoded: Encoded, frozen: Frozen, keys: U32, schema: Schema, weights: Weights, rules: Rules | None = None
) -> Linked:
    """Link records that were read already."""
    ready = ready_for(encoded, frozen, keys, schema, weights)
    edges = weigh_all(ready, least=KEPT)
    people = cluster(ready, edges, encoded.ids, schema, rules or Rules())
    return Linked(people, edges, encoded, frozen, ready, weights)


def prepare(
    table: pl.DataFrame, schema: Schema, weights: Weights, frozen: Frozen | None = None
) -> tuple[Encoded, Frozen, Ready]:
    """Read a table, count what is common unless that was done before, and make all that weighing needs."""
    encoded, counted, keys = keyed(table, schema, frozen)
    return encoded, counted, ready_for(encoded, counted, keys, schema, weights)


def ready_for(encoded: Encoded, frozen: Frozen, keys: U32, schema: Schema, weights: Weights) -> Ready:
    """Lay out all that weighing needs."""
    return Ready(
        encoded.coded, plan_of(schema), scales_of(weights, schema, frozen.people), keys, instead_of(schema.keys)
    )


def keyed(table: pl.DataFrame, schema: Schema, frozen: Frozen | None = None) -> tuple[Encoded, Frozen, U32]:
    """Read a table, count what is common unless that was done before, and make keys."""
    encoded = encode(table, schema)
    counted = frozen or count(encoded, schema)
    freeze(encoded, schema, counted)
    keys = keys_of(encoded, schema, schema.keys, counted)
    if frozen is None:
        pass_over(keys, instead_of(schema.keys), schema, counted)
    return encoded, counted, keys


def learn(table: pl.DataFrame, schema: Schema, trained: dict[str, object] | None = None) -> Weights:
    """Learn weights from a table without labels."""
    encoded, _, keys = keyed(table, schema)
    return relearn(encoded, keys, schema, trained)


def relearn(encoded: Encoded, keys: U32, schema: Schema, trained: dict[str, object] | None = None) -> Weights:
    """Learn weights from records that were read already."""
    plan, records = plan_of(schema), len(encoded.ids)
    chance = training.coincidence(encoded.coded, plan, schema)
    every = max(1, records // FOR_TRAINING)
    flat = scales_of(training.begin(chance, schema), schema, records)
    edges = weigh_all(Ready(encoded.coded, plan, flat, keys, instead_of(schema.keys)), least=ANY, every=every)
    return training.train(training.shown(edges.patterns, 1 / every), chance, schema, records, trained)
