import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Synthesized, synthesizeStacks } from './synthesized.ts'

const secrets = {
  TF_VAR_postgres_password: 'secret-of-the-database',
  TF_VAR_grafana_token: 'secret-of-grafana',
  TF_VAR_slack_token: 'secret-of-slack',
  SLACK_TOKEN: 'secret-of-slack-too',
  PAGERDUTY_INTEGRATION_KEY: 'secret-of-pagerduty',
  SIGHTLINE_PREFIX: 'ana',
}
let production: Synthesized
let staging: Synthesized
let dev: Synthesized

beforeAll(async () => {
  const stack = await synthesizeStacks(secrets)
  production = await stack('ytempire-production')
  staging = await stack('ytempire-staging')
  dev = await stack('ytempire-dev')
})

/** The resources as Terraform gets them, without what changes with every release. */
function golden({ resource, text }: Synthesized): string {
  const [, version = ''] = /"version": "([^"]+\+[0-9a-f]+)"/.exec(text) ?? []
  const [, folder = ''] = /"(assets\/release\/[^"]+)"/.exec(text) ?? []
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'config_json') return `<the dashboard ${JSON.parse(String(value)).uid}>`
    if (typeof value !== 'string') return value
    if (/^[0-9a-f]{16}$/.test(value)) return '<hash>'
    return value.replaceAll(version, '<version>').replaceAll(folder, '<release folder>')
  }
  return `${JSON.stringify(resource, plain, 2)}\n`
}

describe('the stack of production', () => {
  test('has the resources of the golden copy', async () => {
    const file = join(import.meta.dirname, 'golden/ytempire-production.json')
    await expect(golden(production)).toMatchFileSnapshot(file)
  })

  test('holds no secret and no path of this machine, only variables that are marked as sensitive', () => {
    for (const { text } of [production, staging, dev]) {
      expect(text).not.toContain('secret-of')
      expect(text).not.toContain(import.meta.dirname.split('/').slice(0, -2).join('/'))
    }
    const sensitive = Object.entries(production.variable).filter(([, body]) => body.sensitive === true)
    expect(sensitive.map(([name]) => name).sort()).toEqual([
      'grafana_token',
      'pagerduty_integration_key',
      'postgres_password',
      'reader_password',
      'slack_token',
    ])
  })

  test('goes in the order that breaks no panel', () => {
    const before = (address: string): string[] => {
      const [type = '', id = ''] = address.split('.')
      const body = production.resource[type]?.[id] ?? {}
      const named = JSON.stringify(body).matchAll(
        /(?:\$\{|"|, )((?:grafana|postgresql|terraform)_\w+\.[\w-]+)/g,
      )
      return [...new Set([...named].map(([, found = '']) => found))].flatMap((one) => [one, ...before(one)])
    }
    const find = (part: string) =>
      Object.entries(production.resource)
        .flatMap(([type, named]) => Object.keys(named).map((id) => `${type}.${id}`))
        .find((address) => address.includes(part)) ?? 'none'
    const [expand, contract] = [find('sql_expand'), find('sql_contract')]
    expect(before(expand)).toEqual(
      expect.arrayContaining([find('preflight'), find('pg_cron'), find('reader'), find('before')]),
    )
    for (const dashboard of ['executive', 'operations', 'channels'])
      expect(before(find(`dashboard_ytempire-${dashboard}`))).toContain(expand)
    for (const rules of ['rules_1m', 'rules_1h']) expect(before(find(rules))).toContain(expand)
    expect(before(contract)).toEqual(
      expect.arrayContaining([expand, find('dashboard_ytempire-executive'), find('rules_1m'), find('mark')]),
    )
  })

  test('asks both sides while Terraform plans, so that a refusal removes nothing and damage is deployed again', () => {
    const [[name = '', { program } = {}] = []] = Object.entries(production.data.external ?? {})
    const [, folder = ''] = /"(assets\/release\/[^"]+)"/.exec(production.text) ?? []
    expect(program).toEqual([
      'node',
      expect.stringMatching(/bin\/sightline\.mjs$/),
      'preflight',
      '--release',
      folder,
    ])
    const answer = (part: string) => `data.external.${name}.result["${part}"]`
    const steps = Object.values(production.resource.terraform_data ?? {})
    const asked = steps.filter((step) =>
      JSON.stringify(step.triggers_replace ?? {}).includes(`data.external.${name}`),
    )
    expect(asked).toHaveLength(2)
    expect(JSON.stringify(steps).replaceAll('\\"', '"')).toContain(`\${${answer('deployment')}}`)
    const [condition] = steps
      .flatMap(({ lifecycle }) => lifecycle ?? [])
      .map((one) => JSON.stringify(one).replaceAll('\\"', '"'))
      .filter((one) => one.includes('precondition'))
    expect(condition).toContain(`length(${answer('refusal')}) < 1`)
  })

  test('uses and leaves what was there before the first deploy, and takes over what has the names of the project', () => {
    const counted = Object.values(production.resource).flatMap((named) =>
      Object.entries(named).flatMap(([id, { count }]) =>
        count === undefined ? [] : [id.replace(/_[0-9A-F]{8}$/, '')],
      ),
    )
    expect(counted.sort()).toEqual([
      'bootstrap_pg_cron',
      'bootstrap_reader',
      'grafana_data_source',
      'grafana_folder',
    ])
    const imports: { to: string; for_each: string }[] = JSON.parse(production.text).import
    const adopted = ['grafana_contact_point', 'grafana_rule_group', 'postgresql_role'].flatMap((type) =>
      Object.entries(production.resource[type] ?? {}).map(
        ([id, { count }]) => `${type}.${id}${count === undefined ? '' : '[0]'}`,
      ),
    )
    expect(imports.map(({ to }) => to).sort()).toEqual(adopted.sort())
    expect(imports.find(({ to }) => to.includes('rules_15m'))?.for_each).toBe(
      '${contains(jsondecode(data.external.look.result["rule_groups"]), "ytempire:ytempire every 15m") ? toset(["0:ytempire:ytempire every 15m"]) : toset([])}',
    )
  })

  test('reads through a data source that it creates, in every panel, variable and rule', () => {
    const [source] = Object.values(production.resource.grafana_data_source ?? {})
    const uids = new Set(
      [...production.text.matchAll(/\\"datasource\\":\{[^}]*\\"uid\\":\\"([^\\]+)\\"/g)].map(
        ([, uid]) => uid,
      ),
    )
    expect([...uids].sort()).toEqual(['-- Grafana --', '__expr__', source?.uid])
  })

  test('never touches the notification policies of the organization', () => {
    expect(Object.keys(production.resource)).not.toContain('grafana_notification_policy')
    const rules = JSON.stringify(production.resource.grafana_rule_group)
    expect(rules.match(/"notification_settings"/g)).toHaveLength(4)
  })

  test('leaves what Grafana writes with `${…}` as it is', () => {
    const dashboards = JSON.stringify(production.resource.grafana_dashboard)
    expect(dashboards).toContain('$${__url_time_range}')
    expect(dashboards.replaceAll('$${', '').includes('${__url')).toBe(false)
  })

  test('pins its providers, and keeps its state in a file beside the config', () => {
    expect(production.terraform.required_providers).toEqual({
      external: { source: 'hashicorp/external', version: '~> 2.3' },
      grafana: { source: 'grafana/grafana', version: '~> 4.0' },
      postgresql: { source: 'cyrilgdn/postgresql', version: '1.26.0' },
    })
    expect(JSON.stringify(production.terraform.backend)).toContain('terraform.ytempire-production.tfstate"')
  })

  test('puts the release folder beside itself, whole', async () => {
    const [, path = ''] = /"(assets\/release\/[^"]+)"/.exec(production.text) ?? []
    const manifest = JSON.parse(await readFile(join(production.folder, path, 'manifest.json'), 'utf8'))
    expect(production.text).toContain(`"version": "${manifest.version}"`)
  })
})

describe('the other environments', () => {
  test('have a folder and contact points of their own', () => {
    expect(Object.values(staging.resource.grafana_folder ?? {})).toMatchObject([
      { uid: 'ytempire-staging', title: 'YTEMPIRE Analytics (staging)' },
    ])
    expect(JSON.stringify(staging.resource.grafana_contact_point)).not.toContain('pagerduty')
  })

  test('may be a personal copy with a prefix, whose addresses come from the environment', () => {
    expect(Object.values(dev.resource.grafana_folder ?? {})).toMatchObject([
      { uid: 'ana-ytempire', title: 'ana · YTEMPIRE Analytics' },
    ])
    expect(golden(dev)).toContain('<the dashboard ana-ytempire-executive>')
    expect(JSON.stringify(dev.resource.grafana_contact_point)).toContain(
      '"addresses":"${split(\\";\\", var.alert_addresses)}"',
    )
  })
})
