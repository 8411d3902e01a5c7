import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { App } from 'cdktf'
import { buildRelease, projectIn } from 'sightline/engine'
import { expect, it } from 'vitest'
import { AnalyticsStack } from '../../stacks/constructs/analytics-stack.ts'
import { projectWithFolders } from '../grafana-api/project-with-folders.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('Terraform makes folders within folders one after the other, with the prefix of an environment', async () => {
  const outdir = await temporaryFolder()
  const app = new App({ outdir })
  const backend = { type: 'http', address: 'https://example.com/state' } as const
  const release = buildRelease(projectIn(projectWithFolders('shop'), 'dev'))
  new AnalyticsStack(app, 'shop', { release, backend, onDestroy: 'remove' })
  app.synth()
  const { resource, import: imports } = JSON.parse(
    await readFile(join(outdir, 'stacks/shop/cdk.tf.json'), 'utf8'),
  )
  const all = (type: string) => Object.values<Record<string, unknown>>(resource[type])
  expect(all('grafana_folder').map(({ uid, parent_folder_uid: around }) => [uid, around])).toEqual([
    ['ana-shop', undefined],
    ['ana-shop-finance', 'ana-shop'],
    ['ana-shop-payroll', 'ana-shop-finance'],
  ])
  const taken = imports.map(
    ({ for_each }: { for_each: string }) => /toset\(\["(.*)"\]\) :/.exec(for_each)?.[1],
  )
  expect(taken).toEqual(
    expect.arrayContaining([
      '0:ana-shop-finance',
      '0:ana-shop-payroll',
      '0:ana-shop:shop every 1m',
      '0:ana-shop-payroll:shop every 1m',
    ]),
  )
  expect(all('grafana_dashboard').map((one) => one.folder)).toEqual([
    'ana-shop-finance',
    'ana-shop',
    'ana-shop-payroll',
  ])
  expect(all('grafana_rule_group').map((one) => one.folder_uid)).toEqual(['ana-shop', 'ana-shop-payroll'])
})
