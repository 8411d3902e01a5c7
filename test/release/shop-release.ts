import { type Definition, dashboard, defineProject, from, pieChartPanel, row } from 'sightline'
import { buildRelease } from 'sightline/engine'
import { customerTotals, shopSql } from '../define/shop.ts'

/** A project of these definitions. */
export function projectOf(definitions: readonly Definition[], version = '1.0.0') {
  const folder = { uid: 'shop', title: 'Shop' }
  return defineProject({ name: 'shop', version, folder, definitions, sample: async () => {} })
}

/** A release of these definitions. */
export const releaseOf = (definitions: readonly Definition[], version = '1.0.0') =>
  buildRelease(projectOf(definitions, version))

export const totalsPanel = pieChartPanel({
  title: 'Totals',
  description: 'Cents per customer.',
  query: from(customerTotals).selectFrom('analytics.customer_totals').select(['name', 'total_cents']),
})

export const shopDashboard = dashboard({
  uid: 'shop-totals',
  title: 'Totals',
  description: 'What customers ordered.',
  rows: [row('Totals', { panels: [totalsPanel] })],
})

/** A release with one of everything in the database and a dashboard. */
export const shopRelease = () => releaseOf([...shopSql, shopDashboard])

/** The message of a refused build; line numbers, which move, become 0. */
export function refusalOf(definitions: readonly Definition[]): string {
  try {
    releaseOf(definitions)
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(/\.ts:\d+/g, '.ts:0') : String(error)
  }
  return 'not refused'
}
