import { sourceIndex, table } from 'sightline'
import { bigint, text, timestamptz } from 'sightline/columns'
import type { DeployCase } from '../support/deploy-case.ts'
import { panelsOf } from '../support/small-shop.ts'

type PartitionBy = NonNullable<Parameters<typeof table>[1]['partitionBy']>

const columns = { id: bigint(), at: timestamptz(), body: text() }
const keyless = { description: 'For a test.', columns }
const common = { description: 'For a test.', columns, primaryKey: ['id', 'at'] } as const
const partitioned = (partitionBy: Omit<PartitionBy, 'column'>) =>
  table('shop.log', { ...common, partitionBy: { column: 'at', ...partitionBy } })
const daily = partitioned({ every: 'day', keep: '5 days' })
const plain = table('shop.log', common)
const byBody = sourceIndex('log_by_body', { description: 'For a test.', on: daily, columns: ['body'] })
const row = "insert into shop.log values (1, now(), 'first')"
const hasRow = 'select count(*) = 1 from shop.log'
const job = 'contract schedule partitions of shop.log'
const parts = "pg_inherits where inhparent = 'shop.log'::regclass"

/** Tables of a release that are partitioned by time. */
export const partitionedTableCases: readonly DeployCase[] = [
  {
    title: 'a partitioned table is made with its partitions, one for all other rows, and its index',
    before: [],
    after: [daily, byBody, panelsOf('select body from shop.log')],
    changes: [
      'prepare add shop',
      'prepare add shop.log',
      'prepare index log_by_body',
      'expand grant reader',
      job,
    ],
    hazards: ['no pg_cron'],
    keeps: [
      `select count(*) between 9 and 10 from ${parts}`,
      `select count(*) = count(*) filter (where indisvalid) and count(*) > 9 from pg_partition_tree('shop.log_by_body') join pg_index on indexrelid = relid`,
    ],
  },
  {
    title: 'partitions become longer from the next one on, and what was there stays',
    before: [daily],
    byHand: [row],
    after: [partitioned({ every: 'week', keep: '5 days' })],
    changes: ['prepare extend shop.log'],
    keeps: [hasRow, `select count(*) > 9 from ${parts}`],
  },
  {
    title: 'a table that keeps rows for less time says so, and loses none in the deploy',
    before: [daily],
    byHand: ["insert into shop.log values (1, now() - interval '4 days', 'old')"],
    after: [partitioned({ every: 'day', keep: '2 days' })],
    changes: ['prepare extend shop.log'],
    hazards: ['drops rows'],
    keeps: [hasRow],
  },
  {
    title: 'a table that becomes plain stays partitioned, and the plan says so',
    before: [table('shop.log', { ...keyless, partitionBy: { column: 'at', every: 'day', keep: '5 days' } })],
    byHand: [row],
    after: [table('shop.log', keyless)],
    changes: ['prepare extend shop.log'],
    hazards: ['keeps rows'],
    keeps: [hasRow, `select count(*) > 9 from ${parts}`],
    differs: ['shop.log'],
  },
  {
    title: 'a plain table that shall be partitioned is refused with the command that makes it so',
    before: [plain],
    byHand: [row],
    after: [daily],
    changes: ['prepare extend shop.log', job],
    hazards: ['no pg_cron', 'refused'],
    stops: 'sightline partition shop.log',
  },
  {
    title: 'a partitioned table that the release no longer has stays with its rows',
    before: [daily],
    byHand: [row],
    after: [],
    changes: ['contract drop shop.log'],
    hazards: ['keeps rows'],
    keeps: [hasRow],
    differs: ['shop.log'],
  },
]
