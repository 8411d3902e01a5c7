import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { dashboard, defineProject, from, row, rows, source, tablePanel, timeFilter, view } from 'sightline'
import { boolean, date, jsonb, numeric, text, timestamptz } from 'sightline/columns'
import { applyRelease, buildRelease, createSources, desiredState, type Release } from 'sightline/engine'
import { sharedExport, userExport } from 'sightline/exports'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { releaseLater } from '../support/resources.ts'

export const titles = source('titles', {
  description: 'What people call things.',
  columns: {
    title_id: text().primaryKey(),
    user_id: text(),
    title: text().nullable(),
    amount: numeric(20, 2).nullable(),
    day: date().nullable(),
    at: timestamptz(),
    shown: boolean(),
    extra: jsonb().nullable(),
  },
})

export const people = source('people', {
  description: 'Who calls things something.',
  columns: { user_id: text().primaryKey() },
})

const everything = from(titles).selectFrom('titles').selectAll().orderBy('title_id')

const byUser = view('shop.by_user', {
  description: 'Titles of each user.',
  grain: ['user_id'],
  query: from(titles)
    .selectFrom('titles')
    .groupBy('user_id')
    .select((eb) => ['user_id', eb.fn.countAll<number>().as('titles')])
    .orderBy('user_id'),
})

const recent = tablePanel({
  title: 'Recent titles',
  description: 'Titles of the time that is shown.',
  query: from(titles)
    .selectFrom('titles')
    .where((eb) => timeFilter(eb.ref('at')))
    .select(['title_id', 'at'])
    .orderBy('title_id'),
})

export const exportsOfTitles = [
  userExport('titles', {
    description: 'Every title.',
    userColumn: 'user_id',
    timeColumn: 'at',
    query: everything,
  }),
  userExport('own-titles', {
    description: 'Every title of who has an account.',
    userColumn: 'user_id',
    allUsers: rows(people).select('user_id'),
    query: everything,
  }),
  sharedExport('all-titles', { description: 'Every title of everybody.', query: everything }),
]

/** The titles that break what is written carelessly. */
export const hostile = [
  'plain',
  'with, a comma',
  'with "quotes"',
  'two\nlines',
  'carriage\r\nreturn',
  '=cmd()',
  '+1',
  '@SUM(1)',
  '-2+3',
  '\ttab',
  '🎬 emoji',
  'שלום עולם',
  '視頻',
  'back\\slash',
  '',
] as const

/** A deployed project of hostile titles, a third of them of each user. */
export async function exportedProject(): Promise<
  TestDatabase & { readonly client: pg.Client; readonly release: Release }
> {
  const database = await testDatabase()
  const client = await database.connect()
  const readerRole = `reader_${randomUUID().replaceAll('-', '')}`
  const release = buildRelease(
    defineProject({
      name: 'shop',
      version: '1.0.0',
      folder: { uid: 'shop', title: 'Shop' },
      readerRole,
      definitions: [
        titles,
        people,
        byUser,
        dashboard({
          uid: 'shop',
          title: 'Shop',
          description: 'Titles.',
          rows: [row('Titles', { panels: [recent] })],
        }),
        ...exportsOfTitles,
      ],
      sample: async () => {},
    }),
  )
  await createSources(client, release.sources)
  for (const [index, title] of hostile.entries()) {
    await client.query('insert into titles values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      `t${String(index).padStart(2, '0')}`,
      `user ${index % 3}`,
      title,
      index === 1 ? null : `123456789012345678.${String(index).padStart(2, '0')}`,
      index === 1 ? null : '2026-01-31',
      new Date(Date.UTC(2026, 0, index + 1, 12, 30, 15, 123)),
      index % 2 === 0,
      JSON.stringify({ lines: 'a\nb' }),
    ])
  }
  await client.query(`insert into people values ('user 0'), ('user 1'), ('user 2'), ('user of nothing')`)
  await applyRelease(client, desiredState(release))
  releaseLater(async () => {
    const owner = await database.connect()
    await owner.query(`drop owned by ${readerRole}; drop role ${readerRole}`)
  })
  return { ...database, client, release }
}
