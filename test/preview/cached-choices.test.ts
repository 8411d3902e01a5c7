import { customVariable, dashboard, defineProject, from, queryVariable, row, statPanel } from 'sightline'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openCache } from '../../toolkit/cache/index.ts'
import { cachedChoices } from '../../toolkit/preview/cached-choices.ts'
import { daily, orders, weekly } from '../cache/shop.ts'
import { type TestRedis, testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'

const description = 'For a test.'

const project = defineProject({
  name: 'choosing-shop',
  version: '1.0.0',
  folder: { uid: 'choosing-shop', title: 'Shop' },
  definitions: [
    dashboard({
      uid: 'shop',
      title: 'Shop',
      description,
      variables: [
        queryVariable('order', {
          label: 'Order',
          description,
          query: from(weekly).selectFrom('shop.weekly').select(['order_id as __value', 'order_id as __text']),
        }),
        customVariable('span', { label: 'Span', description, options: ['7d'], default: '7d' }),
      ],
      rows: [
        row('Orders', {
          panels: [
            statPanel({
              title: 'Orders',
              description,
              unit: 'short',
              query: from(orders)
                .selectFrom('orders')
                .select((eb) => eb.fn.countAll().as('orders')),
            }),
          ],
        }),
      ],
    }),
    daily,
  ],
  sample: async () => {},
})

let redis: TestRedis
let asked = 0

beforeAll(async () => {
  redis = await testRedis([])
})
beforeEach(() => {
  asked = 0
})

async function keeperOf(
  databaseUrl: string,
  place: { readonly redis: string | undefined } = { redis: redis.url },
) {
  const keeper = await cachedChoices(project, { ...place, databaseUrl })
  releaseLater(() => keeper.close())
  return (query = 'shop/$order select 1') =>
    keeper.keep(query, async () => {
      asked++
      const values = [`order-${asked}`, null, 3]
      return { ok: true, fields: [{ name: '__value', type: 'string', labels: {}, config: {}, values }] }
    })
}

const choice = (number: number) => ({ ok: true, fields: [{ values: [`order-${number}`, null, 3] }] })

test('the choices of a variable are asked once for all previews of a database', async () => {
  const [one, other, elsewhere] = [await keeperOf('one'), await keeperOf('one'), await keeperOf('another')]
  expect(await one()).toMatchObject(choice(1))
  expect(await other()).toMatchObject(choice(1))
  expect(await elsewhere()).toMatchObject(choice(2))
  expect(await one('shop/$order select 2')).toMatchObject(choice(3))
})

test('they are asked anew after a refresh of what they read, by whatever process', async () => {
  const one = await keeperOf('refreshed')
  await one()
  const answers = await openCache(project, { redis: redis.url })
  await answers.refreshed('orders_of_somebody_else')
  expect(await one()).toMatchObject(choice(1))
  await answers.refreshed('orders')
  expect(await one()).toMatchObject(choice(2))
  await answers.close()
})

test('what the database refuses is told, and asked again', async () => {
  const keeper = await cachedChoices(project, { redis: redis.url, databaseUrl: 'failing' })
  const refuse = async () => ({ ok: false as const, message: `refused ${++asked}` })
  expect(await keeper.keep('x', refuse)).toEqual({ ok: false, message: 'refused 1' })
  expect(await keeper.keep('x', refuse)).toEqual({ ok: false, message: 'refused 2' })
  await keeper.close()
})

test('without a Redis, and when it goes away, they are kept in memory', async () => {
  const alone = await keeperOf('alone', { redis: undefined })
  const away = await testRedis([])
  const left = await keeperOf('left', { redis: away.url })
  await left()
  await away.kill()
  expect(await left()).toMatchObject(choice(1))
  expect(await alone()).toMatchObject(choice(2))
  expect(await alone()).toMatchObject(choice(2))
})
