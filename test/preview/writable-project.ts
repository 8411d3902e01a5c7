import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'sql.ts': `import { sql } from 'kysely'
import { from, source, view } from 'sightline'
import { numeric, text, timestamptz } from 'sightline/columns'

export const orders = source('orders', {
  description: 'What was ordered.',
  columns: { order_id: text().primaryKey(), country: text(), at: timestamptz(), amount: numeric(10, 2) },
})

export const revenue = view('analytics.revenue', {
  description: 'Revenue by country.',
  grain: ['country'],
  columns: { country: 'The country.', revenue: 'US dollars.' },
  query: from(orders)
    .selectFrom('orders')
    .select((eb) => ['country', sql<number>\`\${eb.fn.sum('amount')} * 1\`.as('revenue')])
    .groupBy('country'),
})
`,
  'dashboard.ts': `import { dashboard, from, queryVariable, row, statPanel } from 'sightline'
import { orders, revenue } from './sql.ts'

const country = queryVariable('country', {
  label: 'Country',
  description: 'Where.',
  query: from(orders).selectFrom('orders').distinct().select(['country as __value', 'country as __text']).orderBy('__text'),
})

const earned = statPanel({
  title: 'Revenue',
  description: 'US dollars.',
  unit: 'currencyUSD',
  query: from(revenue).selectFrom('analytics.revenue').select('revenue').where('country', '=', country.value()),
})

export const sales = dashboard({
  uid: 'shop-sales',
  title: 'Sales',
  description: 'What the shop earns.',
  variables: [country],
  rows: [row('Sales', { panels: [earned] })],
})
`,
  'sightline.config.ts': `import { defineProject } from 'sightline'
import { sales } from './dashboard.ts'
import { orders, revenue } from './sql.ts'

export default defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  definitions: [orders, revenue, sales],
  sample: async ({ now, copy }) => {
    await copy(orders, [
      { order_id: 'a', country: 'DE', at: now, amount: 7 },
      { order_id: 'b', country: 'NO', at: now, amount: 10 },
      { order_id: 'c', country: 'NO', at: now, amount: 20 },
    ])
  },
})
`,
}

/** A small project in a folder of its own, whose files may be changed. */
export async function writableProject(): Promise<{ readonly folder: string; readonly config: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-preview-'))
  await chmod(folder, 0o755)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'))
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return { folder, config: join(folder, 'sightline.config.ts') }
}
