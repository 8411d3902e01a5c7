import { defineProject, rows, source } from 'sightline'
import { bigint, boolean, numeric, text, timestamptz } from 'sightline/columns'
import { sharedExport } from 'sightline/exports'

/** A table of what exports are made of: numbers, texts that people typed, moments. */
export const sold = source('sold', {
  description: 'What was sold.',
  columns: {
    sale_id: bigint().primaryKey(),
    title: text(),
    channel: text(),
    views: bigint(),
    amount: numeric(12, 2),
    is_paid: boolean(),
    sold_at: timestamptz(),
  },
})

export const fillSold = (count: number): string => `
insert into sold
select n, 'Sale of "' || md5(n::text) || '", no. ' || n, 'channel ' || n % 500, n * 37 % 1000003, (n % 100000) / 100.0,
  n % 3 = 0, timestamptz '2026-01-01T00:00:00Z' + n * interval '7 seconds'
from generate_series(1, ${count}) as n`

export const soldProject = defineProject({
  name: 'sold',
  version: '1.0.0',
  folder: { uid: 'sold', title: 'Sold' },
  definitions: [sharedExport('sold', { description: 'Every sale.', query: rows(sold).selectAll() })],
  sample: async () => {},
})
