import { App } from 'cdktf'
import { defineProject } from 'sightline'
import { buildRelease } from 'sightline/engine'
import { expect, it } from 'vitest'
import { AnalyticsStack } from '../../stacks/constructs/analytics-stack.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('the host of a replica is a variable of the stack, and stands before the primary', async () => {
  const app = new App({ outdir: await temporaryFolder() })
  const release = buildRelease(
    defineProject({
      name: 'shop',
      version: '1.0.0',
      folder: { uid: 'shop', title: 'Shop' },
      dataSource: { readFrom: 'replica' },
      definitions: [],
      sample: async () => {},
    }),
  )
  const backend = { type: 'http', address: 'https://example.com/state' } as const
  const { resource, variable } = new AnalyticsStack(app, 'shop', { release, backend }).toTerraform()
  const [source] = Object.values<{ url: string }>(resource.grafana_data_source)
  expect(source?.url).toMatch(/^\$\{var\.postgres_replica_host\},\$\{coalesce\(/)
  expect(variable).toHaveProperty('postgres_replica_host')
})
