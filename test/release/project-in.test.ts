import {
  above,
  alertRule,
  contactPoint,
  type Definition,
  dashboard,
  defineProject,
  from,
  linksToTag,
  messageTemplate,
  redirect,
  row,
  secret,
  tablePanel,
} from 'sightline'
import { buildRelease, projectIn } from 'sightline/engine'
import { email, slack } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { customers, orders } from '../define/shop.ts'

const title = messageTemplate('shop.title', { description: 'One line.', body: '{{ .Status }}' })
const onCall = contactPoint('shop-on-call', {
  description: 'Whoever is on call.',
  integrations: [slack({ channel: '#shop', token: secret('SLACK_TOKEN'), title })],
})
const query = from(customers).selectFrom('customers').select(['customer_id', 'name'])
const customersPanel = tablePanel({
  title: 'Customers',
  description: 'All of them; see /d/shop-people for more.',
  query,
  links: [
    { title: 'People', set: [] },
    { title: 'Elsewhere', url: '/d/somebody-elses' },
  ],
})
const people = dashboard({
  uid: 'shop-people',
  title: 'People',
  description: 'Who buys.',
  tags: ['shop'],
  links: [linksToTag('Shop', 'shop')],
  rows: [row('All', { panels: [customersPanel] })],
})
const rule = alertRule('No Customers', {
  uid: 'shop-no-customers',
  description: 'Nobody is left.',
  summary: 'None.',
  query: from(orders).selectFrom('orders').select('amount_cents'),
  value: 'amount_cents',
  condition: above(0),
  every: '1m',
  for: '0s',
  severity: 'info',
  noData: 'OK',
  onError: 'Error',
  contactPoint: onCall,
  shownOn: customersPanel,
})

function shop(definitions: readonly Definition[] = [customers, orders, people, rule, onCall, title]) {
  return defineProject({
    name: 'shop',
    version: '1.0.0',
    folder: { uid: 'shop', title: 'Shop' },
    environments: {
      dev: { prefix: 'ana', contactPoints: [redirect(onCall, email({ to: ['ana@example.com'] }))] },
      staging: {
        folder: { uid: 'shop-staging', title: 'Shop (staging)' },
        dataSource: { uid: 'staging-db' },
        readerRole: 'staging_reader',
      },
      production: {},
      long: { prefix: 'a-prefix-that-nobody-should-have-to-read' },
    },
    definitions,
    sample: async () => {},
  })
}

const releaseIn = (name: string) => buildRelease(projectIn(shop(), name))

describe('an environment', () => {
  it('without differences gives the release of the project itself', () => {
    expect(releaseIn('production').files).toEqual(buildRelease(shop()).files)
  })

  it('may have its own folder, data source and reader, and the same SQL', () => {
    const { project, manifest } = releaseIn('staging')
    expect(project).toMatchObject({
      folder: { uid: 'shop-staging', title: 'Shop (staging)' },
      dataSource: { uid: 'staging-db', name: 'shop Postgres' },
      readerRole: 'staging_reader',
    })
    const sql = (release: ReturnType<typeof buildRelease>) =>
      release.files.filter(({ path }) => path.startsWith('sql/'))
    expect(sql(releaseIn('staging'))).toEqual(sql(buildRelease(shop())))
    expect(manifest.version).not.toBe(buildRelease(shop()).version)
  })

  it('with a prefix is a copy beside the others: no uid or name is shared', () => {
    const { project, dashboards, alerts, contactPoints, messageTemplates } = releaseIn('dev')
    expect(project.folder).toEqual({ uid: 'ana-shop', title: 'ana · Shop' })
    expect(dashboards.map(({ json }) => [json.uid, json.title])).toEqual([['ana-shop-people', 'People']])
    expect(alerts).toMatchObject([
      {
        uid: 'ana-shop-no-customers',
        contactPoint: contactPoints[0],
        shownOn: customersPanel,
      },
    ])
    expect(contactPoints.map(({ name }) => name)).toEqual(['ana-shop-on-call'])
    expect(messageTemplates.map(({ name }) => name)).toEqual(['ana-shop.title'])
  })

  it('with a prefix links to its own dashboards, and leaves other links as they are', () => {
    const [built] = releaseIn('dev').dashboards
    const text = JSON.stringify(built?.json)
    expect(text).toContain('/d/ana-shop-people?')
    expect(text).toContain('/d/somebody-elses')
    expect(text).not.toContain('"/d/shop-people')
    expect(built?.json.tags).toEqual(['ana-shop', 'sightline:shop'])
    expect(built?.json.links).toMatchObject([{ tags: ['ana-shop'] }])
  })

  it('has a contact point tell somebody else', () => {
    expect(releaseIn('dev').contactPoints[0]?.integrations).toEqual([email({ to: ['ana@example.com'] })])
  })

  it('leaves the project as it was', () => {
    const project = shop()
    const before = buildRelease(project).files
    buildRelease(projectIn(project, 'dev'))
    expect(buildRelease(project).files).toEqual(before)
  })

  it('that does not exist is refused with those that do', () => {
    expect(() => releaseIn('prod')).toThrow(
      /no environment of this name\.\n {2}value: prod\n.*\n {2}next: {2}Use one of: dev, staging, production, long\./,
    )
  })

  it('with a prefix too long for Grafana is refused', () => {
    expect(() => releaseIn('long')).toThrow(/Grafana takes no uid like this.*at most 40/)
  })

  it('has the contact points that it redirects, and their templates, though nobody lists them', () => {
    const names = projectIn(shop([customers]), 'dev').definitions.map(({ name }) => name)
    expect(names).toEqual(['customers', 'ana-shop-on-call', 'ana-shop.title'])
  })
})
