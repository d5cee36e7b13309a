"""Link a table of records: the one way in, from what was typed to who is who."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kith.linkage import training
from kith.linkage.blocking import Groups, group, instead_of, keys_of, pass_over
from kith.linkage.clustering import NO_FACTS, Facts, People, Rules, cluster
from kith.linkage.encoding import Encoded, encode
from kith.linkage.frozen import Frozen, count, freeze
from kith.linkage.kernels.arrays import U32
from kith.linkage.schema import Schema
from kith.linkage.scoring import ANY, Edges, Ready, weigh_all
from kith.linkage.threads import THREADS
from kith.linkage.weights import Weights, plan_of, published, scales_of

KEPT = 1.0
"""Pairs are kept whose odds of being one person are at least this."""
FOR_TRAINING = 300_000
"""Records from which on only some of the groups are learned from."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """Records that were read, with their keys and the groups that share one."""

    encoded: Encoded
    frozen: Frozen
    keys: U32
    groups: list[Groups]


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
    facts: Facts = NO_FACTS,
) -> Linked:
    """Link a table: with the weights that come with Kith if none are given, and with what was counted before if it was."""
    return link_keyed(keyed(table, schema, frozen), schema, weights or published(schema), rules, facts)


def link_keyed(
    read: Keyed, schema: Schema, weights: Weights, rules: Rules | None = None, facts: Facts = NO_FACTS
) -> Linked:
    """Link records that were read already. The pairs of facts are rows."""
    ready = ready_for(read, schema, weights)
    edges = weigh_all(ready, read.groups, least=KEPT)
    people = cluster(ready, edges, read.encoded.ids, schema, rules or Rules(), facts)
    return Linked(people, edges, read.encoded, read.frozen, ready, weights)


def ready_for(read: Keyed, schema: Schema, weights: Weights) -> Ready:
    """Lay out all that weighing needs."""
    scales = scales_of(weights, schema, read.frozen.people)
    return Ready(read.encoded.coded, plan_of(schema), scales, read.keys, instead_of(schema.keys))


def keyed(table: pl.DataFrame, schema: Schema, frozen: Frozen | None = None) -> Keyed:
    """Read a table, count what is common unless that was done before, and make keys and groups."""
    encoded = encode(table, schema)
    counted = frozen or count(encoded, schema)
    freeze(encoded, schema, counted)
    keys, instead = keys_of(encoded, schema, schema.keys, counted), instead_of(schema.keys)
    groups = group(keys, instead, THREADS)
    return Keyed(
        encoded, counted, keys, groups if frozen is not None else pass_over(keys, groups, instead, schema, counted)
    )


def learn(table: pl.DataFrame, schema: Schema, trained: dict[str, object] | None = None) -> Weights:
    """Learn weights from a table without labels."""
    return relearn(keyed(table, schema), schema, trained)


def relearn(read: Keyed, schema: Schema, trained: dict[str, object] | None = None) -> Weights:
    """Learn weights from records that were read already."""
    records = len(read.encoded.ids)
    every = max(1, records // FOR_TRAINING)
    chance = training.coincidence(read.encoded.coded, plan_of(schema), schema)
    ready = ready_for(read, schema, training.begin(chance, schema))
    edges = weigh_all(ready, read.groups, least=ANY, every=every)
    return training.train(training.shown(edges.patterns, 1 / every), chance, schema, records, trained)
