import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Definition, defineProject, rows, source, timeFilter } from 'sightline'
import { numeric, text, timestamptz } from 'sightline/columns'
import type { Project } from 'sightline/engine'
import { applyRelease, buildRelease, createSources, desiredState, type Release } from 'sightline/engine'
import { figures, report, reportTable } from 'sightline/reports'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { releaseLater } from '../support/resources.ts'

export const readers = source('readers', {
  description: 'Who gets reports.',
  columns: { user_id: text().primaryKey(), email: text(), time_zone: text().nullable() },
})

export const sales = source('sales', {
  description: 'What was sold.',
  columns: { user_id: text(), title: text(), sold_at: timestamptz(), amount: numeric(12, 2) },
})

const inPeriod = () => rows(sales).where((eb) => timeFilter(eb.ref('sold_at')))

const revenue = figures({
  title: 'Revenue',
  query: inPeriod()
    .groupBy('user_id')
    .select((eb) => [
      'user_id',
      eb.fn.sum<number>('amount').as('revenue'),
      eb.fn.countAll<number>().as('sales'),
    ]),
  figures: { revenue: { unit: 'currencyUSD', decimals: 2, better: 'higher' }, sales: {} },
})

const titles = reportTable({
  title: 'Titles',
  query: inPeriod().select(['user_id', 'title', 'amount']).orderBy('title'),
  columns: { title: {}, amount: { unit: 'currencyUSD', decimals: 2 } },
  empty: 'Nothing was sold.',
})

interface Deployed extends TestDatabase {
  readonly client: pg.Client
  readonly release: Release
  readonly project: Project
}

type People = readonly { readonly user: string; readonly zone?: string }[]
type Sold = readonly (readonly [user: string, title: string, at: string, amount: string])[]

/** A daily report to everybody, deployed, with the readers and sales that are given. */
export function reportedProject(
  people: People,
  sold: Sold,
  options: { readonly skipIfEmpty?: boolean } = {},
): Promise<Deployed> {
  return deployedReports([dailyReport(options)], people, sold)
}

/** What was sold yesterday, for everybody. */
export const dailyReport = (options: { readonly skipIfEmpty?: boolean } = {}) =>
  report('daily', {
    title: 'Your day',
    description: 'What was sold yesterday.',
    schedule: { every: 'day', at: '09:00' },
    userColumn: 'user_id',
    recipients: rows(readers).select(['user_id', 'email', 'time_zone']),
    sections: [revenue, titles],
    ...options,
  })

export const shopProject = (definitions: readonly Definition[], readerRole: string): Project =>
  defineProject({
    name: 'shop',
    version: '1.0.0',
    folder: { uid: 'shop', title: 'Shop' },
    readerRole,
    definitions,
    sample: async () => {},
  })

/** Reports, deployed, with the readers and sales that are given. */
export async function deployedReports(
  reports: readonly Definition[],
  people: People,
  sold: Sold,
): Promise<Deployed> {
  const database = await testDatabase()
  const client = await database.connect()
  const readerRole = `reader_${randomUUID().replaceAll('-', '')}`
  const project = shopProject(reports, readerRole)
  const release = buildRelease(project)
  await createSources(client, release.sources)
  for (const { user, zone } of people)
    await client.query('insert into readers values ($1, $2, $3)', [user, `${user}@example.com`, zone ?? null])
  for (const sale of sold) await client.query('insert into sales values ($1, $2, $3, $4)', [...sale])
  await applyRelease(client, desiredState(release))
  releaseLater(async () => {
    const owner = await database.connect()
    await owner.query(`drop owned by ${readerRole}; drop role ${readerRole}`)
  })
  return { ...database, client, release, project }
}
