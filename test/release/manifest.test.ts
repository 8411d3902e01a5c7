import { above, alertRule, contactPoint, from } from 'sightline'
import { dataCheck } from 'sightline/data-checks'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { contentHash } from '../../toolkit/foundation/content-hash.ts'
import { releaseFolderFiles } from '../../toolkit/release/release-folder-files.ts'
import { orders, shopSql } from '../define/shop.ts'
import { releaseOf, shopDashboard, totalsPanel } from './shop-release.ts'

const description = 'Only for a test.'
const query = from(orders)
  .selectFrom('orders')
  .select((eb) => eb.fn.countAll<number>().as('n'))
const team = contactPoint('team', { description, integrations: [email({ to: ['team@example.com'] })] })
const check = dataCheck('no orders/at all', { description: 'Two\nlines.', remedy: 'Mend.', query })
const rule = alertRule('Many', {
  uid: 'many',
  description,
  summary: 'Many.',
  query,
  value: 'n',
  condition: above(5),
  every: '1m',
  for: '0s',
  severity: 'info',
  noData: 'OK',
  onError: 'Error',
  contactPoint: team,
  shownOn: totalsPanel,
})

const release = releaseOf([...shopSql, shopDashboard, check, rule, team])
const fileOf = (path: string) => release.files.find((file) => file.path === path)?.content ?? 'no such file'

describe('the files of a release', () => {
  it('are numbered in the order in which they are deployed', () => {
    expect(release.files.map(({ path }) => path)).toMatchInlineSnapshot(`
      [
        "sql/001-schema-analytics.sql",
        "sql/002-table-analytics.refresh_log.sql",
        "sql/003-materialized-view-analytics.customer_totals.sql",
        "sql/004-view-analytics.daily_orders.sql",
        "sql/005-refresh-function-refresh_totals.sql",
        "sql/006-schedule-refresh-totals.sql",
        "checks/no-orders-at-all.sql",
        "grafana/dashboards/shop-totals.json",
        "grafana/provisioning/dashboards/sightline.yaml",
        "grafana/provisioning/datasources/sightline.yaml",
        "grafana/provisioning/alerting/rules.yaml",
        "grafana/provisioning/alerting/contact-points.yaml",
      ]
    `)
  })

  it('end each statement with a semicolon', () => {
    for (const { path, content } of release.files) if (path.endsWith('.sql')) expect(content).toMatch(/;\n$/)
  })

  it('hold a data check with its description as a comment', () => {
    expect(fileOf('checks/no-orders-at-all.sql')).toBe(
      '-- Two\n-- lines.\nselect count(*) as n\nfrom public.orders;\n',
    )
  })

  it('hold a dashboard as JSON', () => {
    expect(JSON.parse(fileOf('grafana/dashboards/shop-totals.json'))).toMatchObject({ uid: 'shop-totals' })
  })

  it('lead an alert to its panel', () => {
    expect(fileOf('grafana/provisioning/alerting/rules.yaml')).toContain(
      '        dashboardUid: shop-totals\n        panelId: 2\n',
    )
  })

  it('hold no alerting without alerts and contact points', () => {
    const { files } = releaseOf(shopSql)
    expect(files.filter(({ path }) => path.includes('alerting'))).toEqual([])
  })
})

describe('the manifest', () => {
  it('is the last file of a folder, and knows the hash of each of the others', () => {
    const files = releaseFolderFiles(release)
    const last = files.at(-1)
    const written: unknown = JSON.parse(last?.content ?? '')
    expect(last?.path).toBe('manifest.json')
    expect(written).toMatchObject(release.manifest)
    const hashes = files.slice(0, -1).map(({ path, content }) => [path, contentHash(content, 64)])
    expect(written).toMatchObject({ format: 1, files: Object.fromEntries(hashes) })
  })

  it('names each object once, with the file it is in', () => {
    const paths = new Set(release.files.map(({ path }) => path))
    const { objects } = release.manifest
    expect(objects.filter(({ file }) => !paths.has(file))).toEqual([])
    expect(new Set(objects.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(objects.length)
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'schema',
        'view',
        'schedule',
        'data check',
        'dashboard',
        'alert',
        'contact point',
      ]),
    )
  })

  it('says what each object needs', () => {
    const needsOf = (name: string) =>
      release.manifest.objects.find((object) => object.name === name)?.dependsOn
    expect(needsOf('analytics.customer_totals')).toEqual(['customers', 'orders'])
    expect(needsOf('refresh_totals')).toEqual([
      'analytics.customer_totals',
      'analytics.refresh_log',
      'settings',
    ])
    expect(needsOf('refresh-totals')).toEqual(['refresh_totals'])
    expect(needsOf('shop-totals')).toEqual(['analytics.customer_totals'])
    expect(needsOf('no orders/at all')).toEqual(['orders'])
    expect(needsOf('Many')).toEqual(['orders', 'team'])
  })

  it('says which columns of the sources it expects', () => {
    expect(release.manifest.sources).toContainEqual({
      name: 'settings',
      columns: { key: 'text', value: 'text' },
    })
  })

  it('has a hash for each object', () => {
    for (const { hash } of release.manifest.objects) expect(hash).toMatch(/^[0-9a-f]{16}$/)
  })
})
