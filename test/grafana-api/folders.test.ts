import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { App } from 'cdktf'
import { defineProject, type Folder, folder } from 'sightline'
import {
  buildRelease,
  desiredGrafana,
  GrafanaApi,
  grafanaStatus,
  projectIn,
  pushGrafana,
} from 'sightline/engine'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { AnalyticsStack } from '../../stacks/constructs/analytics-stack.ts'
import { templatesOf } from '../../toolkit/define/alerts/contact-point.ts'
import { orders } from '../fixtures/shop.ts'
import { removeLater, testGrafana, uniqueName } from '../support/grafana/test-grafana.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { named } from './pushed-project.ts'
import { alert, environment, page, tells } from './small-project.ts'

const grafana = await testGrafana()
const api = new GrafanaApi(grafana)

/** A project with a page and a rule in its folder, in one within it, and in one within that. */
function project(name: string, place?: (finance: Folder, payroll: Folder) => Folder) {
  const finance = folder(`${name}-finance`, { title: 'Finance' })
  const payroll = folder(`${name}-payroll`, { title: 'Payroll', parent: finance })
  const contact = tells(`${name}-team`)
  const pages = [page(name, 'Sales'), { ...page(name, 'Money'), folder: finance }]
  const wages = { ...page(name, 'Wages'), folder: place?.(finance, payroll) ?? payroll }
  const rules = [alert(name, 'No revenue', contact), { ...alert(name, 'No wages', contact), folder: payroll }]
  return defineProject({
    name,
    version: '1.0.0',
    folder: { uid: name, title: `Shop ${name}` },
    environments: { dev: { prefix: 'ana' } },
    definitions: [orders, ...templatesOf(contact), contact, ...pages, wages, ...rules],
    sample: async () => {},
  })
}

it('a push makes folders within folders, puts dashboards and alerts into them, moves them, and then finds them there', async () => {
  const name = uniqueName()
  removeLater(grafana, name)
  const push = async (place?: Parameters<typeof project>[1]) => {
    const desired = desiredGrafana(buildRelease(project(name, place)))
    const { changes } = await pushGrafana(api, desired, { environment })
    expect((await grafanaStatus(api, desired)).differences).toEqual([])
    return named(changes.filter(({ kind }) => kind === 'folder' || kind === 'dashboard'))
  }
  expect(await push()).toEqual([
    `missing folder Shop ${name}`,
    'missing folder Finance',
    'missing folder Payroll',
    'missing dashboard Sales',
    'missing dashboard Money',
    'missing dashboard Wages',
  ])
  expect(await push()).toEqual([])
  expect(await push((finance) => finance)).toEqual(['changed dashboard Wages'])
  expect(grafana.mistakes).toEqual([])
})

it('a Grafana that reads files has each of them at the top, under its whole title', () => {
  const release = buildRelease(project('shop'))
  const file = (path: string) => parse(release.files.find((one) => one.path === path)?.content ?? '')
  const { providers } = file('grafana/provisioning/dashboards/sightline.yaml')
  expect(providers).toMatchObject([
    { name: 'shop', folder: 'Shop shop' },
    { name: 'shop shop-finance', folder: 'Shop shop / Finance' },
    { name: 'shop shop-payroll', folder: 'Shop shop / Finance / Payroll' },
  ])
  for (const [index, uid] of ['shop-sales', 'shop-money', 'shop-wages'].entries()) {
    const place = providers[index].options.path.replace('$SIGHTLINE_RELEASE/', '')
    expect(release.files.map(({ path }) => path)).toContain(`${place}/${uid}.json`)
  }
  const { groups } = file('grafana/provisioning/alerting/rules.yaml')
  expect(groups).toMatchObject([
    { name: 'shop every 1m', folder: 'Shop shop' },
    { name: 'shop every 1m', folder: 'Shop shop \\/ Finance \\/ Payroll' },
  ])
})

it('Terraform makes them one after the other, with the prefix of an environment', async () => {
  const outdir = await temporaryFolder()
  const app = new App({ outdir })
  const backend = { type: 'http', address: 'https://example.com/state' } as const
  const release = buildRelease(projectIn(project('shop'), 'dev'))
  new AnalyticsStack(app, 'shop', { release, backend, onDestroy: 'remove' })
  app.synth()
  const { resource } = JSON.parse(await readFile(join(outdir, 'stacks/shop/cdk.tf.json'), 'utf8'))
  const all = (type: string) => Object.values<Record<string, unknown>>(resource[type])
  expect(all('grafana_folder').map(({ uid, parent_folder_uid: around }) => [uid, around])).toEqual([
    ['ana-shop', undefined],
    ['ana-shop-finance', 'ana-shop'],
    ['ana-shop-payroll', 'ana-shop-finance'],
  ])
  expect(all('grafana_dashboard').map((one) => one.folder)).toEqual([
    'ana-shop-finance',
    'ana-shop',
    'ana-shop-payroll',
  ])
  expect(all('grafana_rule_group').map((one) => one.folder_uid)).toEqual(['ana-shop', 'ana-shop-payroll'])
})
