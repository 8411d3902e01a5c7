import { sql } from 'kysely'
import { type Definition, dashboard, defineProject, from, schedule, sqlFunction, view } from 'sightline'
import { dataCheck } from 'sightline/data-checks'
import { buildRelease } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import { orders, ordersPerDay, shop } from '../fixtures/shop.ts'

const build = (...definitions: Definition[]) =>
  buildRelease(defineProject({ ...shop, definitions: [orders, ...definitions] }))
const objectsOf = (...definitions: Definition[]) =>
  build(...definitions).sqlObjects.map(({ kind, name }) => [kind, name])
const sales = (uid: string) => dashboard({ uid, title: uid, description: 'Sold.', rows: [] })
const daily = (name: string) => view(name, { description: 'Per day.', grain: ['day'], query: ordersPerDay })
const purge = sqlFunction('purge', {
  description: 'Purges.',
  returns: 'void',
  language: 'sql',
  body: sql`select`,
})

describe('names that look alike', () => {
  test('a schedule may have the name of the function that it calls', () => {
    const job = schedule('purge', { description: 'At night.', cron: '0 3 * * *', run: purge })
    expect(objectsOf(purge, job)).toEqual([
      ['function', 'purge'],
      ['schedule', 'purge'],
    ])
  })

  test('a view may have the name of a schema', () => {
    expect(objectsOf(daily('s1'), daily('s1.v'))).toEqual([
      ['schema', 's1'],
      ['view', 's1'],
      ['view', 's1.v'],
    ])
  })

  test.each([
    ['x y', 'x/y'],
    ['sales', 'Sales'],
  ])('dashboards %s and %s would share a file, which is refused', (one, other) => {
    expect(() => build(sales(one), sales(other))).toThrow(/would be written to one file/)
  })

  const check = (name: string) => dataCheck(name, { description: 'D.', remedy: 'R.', query: ordersPerDay })

  test('names in any script, and long ones, have files of their own, whose paths fit every disk', () => {
    const long = '売上'.repeat(150)
    const names = [
      '売上',
      '注文',
      'Выручка: EU',
      'Выручка (EU)',
      '📈',
      '📉',
      long,
      `${long}!`,
      'x'.repeat(300),
    ]
    const files = build(...names.map(check)).files.filter(({ path }) => path.startsWith('checks/'))
    expect(new Set(files.map(({ path }) => path)).size).toBe(names.length)
    for (const { path } of files) expect(Buffer.byteLength(path)).toBeLessThan(200)
    expect(files[2]?.path).toMatch(/^checks\/Выручка-EU-[0-9a-f]{8}\.sql$/)
  })

  test('data checks that would share a file are refused', () => {
    expect(() => build(check('a b'), check('a/b'))).toThrow(/"a b" and "a\/b" would be written to one file/)
  })

  test('a dashboard without a uid is refused', () => {
    expect(() => build(sales(''))).toThrow(/has no name/)
  })

  test('a name that Postgres would cut off is refused with its bytes', () => {
    expect(() => build(daily(`analytics.${'é'.repeat(32)}`))).toThrow(/it has 64 bytes/)
    expect(objectsOf(daily(`analytics.${'é'.repeat(31)}`))).toHaveLength(2)
  })
})

describe('handwritten SQL', () => {
  test('that uses a unit of time or a column does not read the view of that name', () => {
    const raw = view('monthly', {
      description: 'Per month.',
      grain: ['month'],
      query: sql<{ month: Date }>`select date_trunc('month', day) as month from orders -- by day, from day`,
    })
    const day = view('day', {
      description: 'Days.',
      grain: ['month'],
      query: from(raw).selectFrom('monthly').select('month'),
    })
    expect(objectsOf(day, raw)).toEqual([
      ['view', 'monthly'],
      ['view', 'day'],
    ])
  })

  test('is ordered after the views that it selects from', () => {
    const raw = view('a.first', {
      description: 'Reads the second.',
      grain: ['day'],
      query: sql<{ day: Date }>`select day from orders, a.second`,
    })
    expect(objectsOf(raw, daily('a.second')).map(([, name]) => name)).toEqual(['a', 'a.second', 'a.first'])
  })
})

describe('a list that holds something else than definitions', () => {
  test.each([
    ['a list in the list', [[orders]], /in place 1[\s\S]*a list[\s\S]*Spread/],
    ['nothing', [orders, undefined], /in place 2[\s\S]*undefined/],
    ['a thing of unknown kind', [{ kind: 'widget', name: 'w' }], /widget/],
  ])('%s is refused', (_, definitions, message) => {
    const project = defineProject({ ...shop, definitions: [] })
    expect(() => buildRelease(Object.assign(project, { definitions }))).toThrow(message)
  })
})

test('a description cannot break out of the comment in the file of a check', () => {
  const check = dataCheck('c', {
    description: 'one\rdrop table orders; --',
    remedy: 'R.',
    query: ordersPerDay,
  })
  const file = build(check).files.find(({ path }) => path === 'checks/c.sql')
  expect(file?.content).toMatch(/^-- one\n-- drop table orders; --\nselect/)
})

test('the files of more than 999 objects still sort in deploy order', () => {
  const views = Array.from({ length: 1001 }, (_, index) => daily(`many.v${index}`))
  const paths = build(...views)
    .files.filter(({ path }) => path.startsWith('sql/'))
    .map(({ path }) => path)
  expect(paths).toEqual(paths.toSorted())
  expect(paths[0]).toBe('sql/0001-schema-many.sql')
})

test('the order of contact points and alerts in the list does not change the release', () => {
  const [one, other] = [sales('one'), sales('other')]
  expect(build(one, other).manifest.contentHash).toBe(build(other, one).manifest.contentHash)
})
