import { App } from 'cdktf'
import { buildRelease, projectIn } from 'sightline/engine'
import { expect, it } from 'vitest'
import { AnalyticsStack } from '../../stacks/constructs/analytics-stack.ts'
import { shop } from '../data-sources/warehouse-shop.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('the data source of another database is a resource of the stack, reached as variables say, and what reads it has its uid', async () => {
  const app = new App({ outdir: await temporaryFolder() })
  const backend = { type: 'http', address: 'https://example.com/state' } as const
  const staging = buildRelease(projectIn(shop, 'staging'))
  const stack = new AnalyticsStack(app, 'shop', { release: staging, backend }).toTerraform()
  const sources = Object.values<{ uid: string; url: string }>(stack.resource.grafana_data_source)
  expect(sources.map(({ uid }) => uid)).toEqual(['shop-postgres', 'finance-staging'])
  expect(sources[1]).toMatchObject({
    name: 'Finance',
    url: '${var.warehouse_host}',
    username: '${var.warehouse_username}',
    database_name: '${var.warehouse_database}',
  })
  expect(stack.variable).toMatchObject({ warehouse_password: { sensitive: true }, warehouse_sslmode: {} })
  const [made] = Object.values<{ config_json: string }>(stack.resource.grafana_dashboard)
  const [, , billed] = JSON.parse(made?.config_json ?? '').panels
  expect([billed.title, billed.datasource.uid, billed.targets[0].datasource.uid]).toEqual([
    'Billed',
    'finance-staging',
    'finance-staging',
  ])
  const [group] = Object.values<{ rule: { data: { datasource_uid: string }[] }[] }>(
    stack.resource.grafana_rule_group,
  )
  expect(group?.rule[0]?.data[0]?.datasource_uid).toBe('finance-staging')
})
