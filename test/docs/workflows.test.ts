import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { type Synthesized, synthesizeStacks } from '../stacks/synthesized.ts'
import { repository, runSightline } from '../support/run-sightline.ts'

let stacks: (stack: string) => Promise<Synthesized>

beforeAll(async () => {
  stacks = await synthesizeStacks()
})

interface Job {
  readonly env?: Readonly<Record<string, string>>
  readonly steps: readonly { readonly run?: string }[]
}

async function jobsOf(workflow: string): Promise<Job[]> {
  const text = await readFile(join(repository, '.github/workflows', workflow), 'utf8')
  return Object.values(parse(text).jobs)
}

/** What Terraform refuses to go on without. */
async function requiredVariables(stack: string): Promise<string[]> {
  const { variable } = await stacks(stack)
  const names = Object.entries(variable).filter(([, { validation }]) => validation !== undefined)
  return names.map(([name]) => `TF_VAR_${name}`)
}

describe('the workflows', () => {
  const workflows = ['pull-request.yml', 'deploy.yml']

  test.each(workflows)('%s runs commands that there are', async (workflow) => {
    const runs = (await jobsOf(workflow)).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    const { stdout } = await runSightline(['--help'])
    for (const run of runs.flatMap((text) => text.split('\n'))) {
      const [program = '', verb = '', name = ''] = run.split(' ').filter((word) => word !== 'run')
      if (program === 'npm') expect(['ci', 'test', ...Object.keys(packageJson.scripts)]).toContain(verb)
      else if (verb === 'sightline') expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
      else expect(`${program} ${verb} ${name}`).toMatch(/^(npx cdktf (diff|deploy)|cat diff\.md >>)$/)
    }
  })

  test.each([
    ['pull-request.yml', 'ytempire-staging'],
    ['deploy.yml', 'ytempire-staging'],
    ['deploy.yml', 'ytempire-production'],
  ])('%s gives each variable that %s needs', async (workflow, stack) => {
    const environments = (await jobsOf(workflow)).flatMap(({ env }) => (env ? [Object.keys(env)] : []))
    expect(environments).toHaveLength(1)
    expect(environments[0]).toEqual(expect.arrayContaining(await requiredVariables(stack)))
  })
})

test('compose.env gives each variable that the stack of dev needs, and the ports of compose.yaml', async () => {
  const environment = parseEnv(await readFile(join(repository, 'compose.env'), 'utf8'))
  expect(Object.keys(environment)).toEqual(expect.arrayContaining(await requiredVariables('ytempire-dev')))
  const { services } = parse(await readFile(join(repository, 'compose.yaml'), 'utf8'))
  expect(services.postgres.ports).toEqual([`127.0.0.1:${environment.TF_VAR_postgres_port}:5432`])
  expect(services.grafana.ports).toEqual([`${environment.GRAFANA_URL?.replace('http://', '')}:3000`])
  expect(environment.DATABASE_URL).toBe(
    `postgres://postgres:${services.postgres.environment.POSTGRES_PASSWORD}@127.0.0.1:5433/${services.postgres.environment.POSTGRES_DB}`,
  )
})
