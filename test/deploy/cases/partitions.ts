import { source, sourceIndex } from 'sightline'
import { bigint, text, timestamptz } from 'sightline/columns'
import type { DeployCase } from '../support/deploy-case.ts'

const description = 'For a test.'
const events = source('events', {
  description,
  columns: { id: bigint(), kind: text(), at: timestamptz() },
  primaryKey: ['id', 'at'],
})
const by = (...columns: ('kind' | 'at')[]) => sourceIndex('events_by', { description, on: events, columns })
const table =
  'create table events (id bigint not null, kind text not null, at timestamptz not null, primary key (id, at)) partition by range (at)'
const flat = [
  table,
  `create table events_old partition of events for values from (minvalue) to ('2024-01-01')`,
  'create table events_rest partition of events default',
]
const nested = [
  table.replace(', primary key (id, at)', ''),
  `create table events_old partition of events for values from (minvalue) to ('2024-01-01') partition by list (kind)`,
  `create table events_old_a partition of events_old for values in ('a')`,
  'create table events_old_rest partition of events_old default',
  'create table events_rest partition of events default',
]
const isWhole = (count: number) =>
  `select count(*) = ${count} and bool_and(indisvalid) from pg_partition_tree('events_by') join pg_index on indexrelid = relid`
const index = ['prepare index events_by']

/** Indexes on a source that is partitioned. */
export const partitionCases: readonly DeployCase[] = [
  {
    title: 'an index on a partitioned source is built on each partition and attached',
    there: flat,
    before: [events],
    after: [events, by('kind')],
    changes: index,
    keeps: [isWhole(3)],
  },
  {
    title: 'an index on a source with partitions of partitions is built and attached from the leaves up',
    there: nested,
    before: [events],
    after: [events, by('kind')],
    changes: index,
    keeps: [isWhole(5)],
  },
  {
    title: 'an index on a partitioned source changes',
    there: nested,
    before: [events, by('kind')],
    after: [events, by('kind', 'at')],
    changes: index,
    keeps: [isWhole(5), `select count(*) = 0 from pg_class where relname like 'events\\_by\\_\\_%'`],
  },
  {
    title: 'an index on a partitioned source that was broken off is completed, and nothing is built twice',
    there: flat,
    before: [events],
    byHand: [
      'create index events_by on only events (kind)',
      'create index mine on events_old (kind)',
      'alter index events_by attach partition mine',
    ],
    after: [events, by('kind')],
    changes: index,
    keeps: [isWhole(3), `select count(*) = 1 from pg_inherits where inhrelid = 'mine'::regclass`],
  },
  {
    title: 'an index on a partitioned source is dropped',
    there: flat,
    before: [events, by('kind')],
    after: [events],
    changes: ['finish drop events_by'],
  },
  {
    title: 'an index on a source without partitions is there for those that come',
    there: [table],
    before: [events],
    after: [events, by('kind')],
    changes: index,
    keeps: [isWhole(1)],
  },
]
