import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Definition, defineProject } from 'sightline'
import {
  applyRelease,
  buildRelease,
  createClient,
  type DesiredState,
  desiredState,
  destroyProject,
  findDrift,
  obstacles,
  type Plan,
  planRelease,
  SightlineError,
  withClient,
} from 'sightline/engine'
import { expect } from 'vitest'
import { catalogue } from '../../support/catalogue.ts'
import type { ProjectCase } from './project-case.ts'
import { changesOf } from './run-case.ts'

const stateOf = (definitions: readonly Definition[], readerRole: string, version: number) =>
  desiredState(
    buildRelease(
      defineProject({
        name: 'case',
        version: `${version}.0.0`,
        folder: { uid: 'case', title: 'Case' },
        readerRole,
        definitions: [...definitions],
        sample: async () => {},
      }),
    ),
  )

/**
 * Runs a case on a server: every release is applied in its phases while the reader reads, the plan is empty
 * afterwards, nothing drifts, and what was there before is there when the project is removed.
 */
export async function runProjectCase(server: string, projectCase: ProjectCase): Promise<void> {
  const name = `case_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const role = `reader_of_${name}`
  await withClient(`${server}postgres`, (client) => client.query(`create database ${name}`))
  const admin = createClient(`${server}${name}`)
  admin.on('error', () => {})
  await admin.connect()
  try {
    for (const statement of projectCase.found) await admin.query(statement.replaceAll('DATABASE', name))
    const options = Object.entries(projectCase.session ?? {}).map(([key, value]) => `-c ${key}=${value}`)
    await withClient(`${server}${name}?options=${encodeURIComponent(options.join(' '))}`, (client) =>
      run({ admin, client, role }, projectCase),
    )
  } finally {
    await admin.end()
    await withClient(`${server}postgres`, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`drop role if exists ${role}`)
    })
  }
}

interface Connections {
  readonly admin: pg.Client
  readonly client: pg.Client
  readonly role: string
}

async function run(
  to: Connections,
  { releases, byHand = [], stops, holds = [] }: ProjectCase,
): Promise<void> {
  const { admin, client, role } = to
  const before = await catalogue(admin, [role])
  for (const [index, definitions] of releases.entries()) {
    const isLast = index === releases.length - 1
    const desired = stateOf(definitions, role, index + 1)
    if (isLast) for (const statement of byHand) await admin.query(statement)
    if (isLast && stops) return expectStop(to, desired, stops)
    const plan = await planRelease(client, desired)
    expect(obstacles(plan)).toEqual([])
    expect(plan.failing).toEqual([])
    await applyRelease(client, desired, { phase: 'expand' })
    await expectToRead(to, desired)
    const earlier = releases[index - 1]
    if (earlier && !warns(plan)) await expectToRead(to, stateOf(earlier, role, index))
    await applyRelease(client, desired, { phase: 'contract' })
    await expectToRead(to, desired)
    expect(changesOf(await planRelease(client, desired))).toEqual([])
    expect(await findDrift(client, 'case')).toEqual([])
  }
  for (const query of holds) {
    const { rows } = await admin.query({ text: query, rowMode: 'array' })
    expect([query, rows[0]?.[0]]).toEqual([query, true])
  }
  await destroyProject(client, 'case')
  if (byHand.length === 0) expect(await catalogue(admin, [role])).toEqual(before)
}

/** Whether the plan says that old dashboards may notice. */
const warns = ({ steps }: Plan): boolean =>
  steps.some(({ hazards }) =>
    hazards.some(
      ({ kind }) => kind !== 'locks readers' && kind !== 'long build' && kind !== 'drops a column',
    ),
  )

async function expectStop({ admin, client, role }: Connections, desired: DesiredState, words: RegExp) {
  const before = await catalogue(admin, [role])
  const plan = await planRelease(client, desired).catch((error: unknown) => {
    if (error instanceof SightlineError) return error
    throw error
  })
  const reasons =
    plan instanceof SightlineError
      ? plan.message
      : obstacles(plan)
          .map(({ message }) => message)
          .join('\n')
  expect(reasons).toMatch(words)
  await expect(applyRelease(client, desired)).rejects.toThrow(words)
  expect(await catalogue(admin, [role])).toEqual(before)
}

/** The reader may read what the panels read. */
async function expectToRead({ admin, role }: Connections, { queries }: DesiredState): Promise<void> {
  for (const { where, sql } of queries) {
    await admin.query(`begin read only; set local role ${role}`)
    try {
      await admin.query(sql)
    } catch (error) {
      throw new Error(`${where} fails: ${sql}`, { cause: error })
    } finally {
      await admin.query('rollback')
    }
  }
}
