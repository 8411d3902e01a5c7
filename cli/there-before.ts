import { type GrafanaPlan, openSession, readerState, SightlineError } from 'sightline/engine'

type Client = Parameters<typeof readerState>[0]

/**
 * What was there before a stack, as Terraform's data source takes it. `there` is used and left; what is to be adopted
 * is imported.
 */
export interface ThereBefore {
  readonly pg_cron: '' | 'there'
  /** `locked`: the role is there, and does not log in with the password of the stack. */
  readonly reader: '' | 'adopt' | 'there' | 'locked'
  /** Why a reader that is locked stops a stack that did not make it. */
  readonly reader_refusal: string
  readonly folder: '' | 'there'
  readonly data_source: '' | 'there'
  /** Those of other databases: a list of uids. */
  readonly data_sources: string
  /** Lists of uids and names, as JSON: a data source of Terraform answers with texts. */
  readonly folders: string
  readonly contact_points: string
  readonly mute_timings: string
  readonly rule_groups: string
}

export const nothingThere: ThereBefore = {
  pg_cron: '',
  reader: '',
  reader_refusal: '',
  folder: '',
  data_source: '',
  data_sources: '[]',
  folders: '[]',
  contact_points: '[]',
  mute_timings: '[]',
  rule_groups: '[]',
}

const there = (is: boolean) => (is ? 'there' : '')

export function thereInGrafana({ there: found }: GrafanaPlan) {
  return {
    folder: there(found.folder),
    data_source: there(found.dataSource),
    data_sources: JSON.stringify(found.dataSources),
    folders: JSON.stringify(found.folders),
    contact_points: JSON.stringify(found.contactPoints),
    mute_timings: JSON.stringify(found.muteTimings),
    rule_groups: JSON.stringify(found.ruleGroups),
  } satisfies Partial<ThereBefore>
}

/** What a database has of what the stack makes beside the release; the reader is tried with the password of the stack. */
export async function thereInDatabase(client: Client, role: string, password: string) {
  const { rowCount } = await client.query("select from pg_extension where extname = 'pg_cron'")
  const reader = await readerOf(client, role, password)
  return {
    pg_cron: there(rowCount === 1),
    reader,
    reader_refusal: reader === 'locked' ? lockedReader(role) : '',
  } satisfies Partial<ThereBefore>
}

async function readerOf(client: Client, role: string, password: string): Promise<ThereBefore['reader']> {
  const state = await readerState(client, role)
  if (state === 'missing') return ''
  if (state === 'ours, without login') return 'adopt'
  return state === 'may log in' && (await logsIn(role, password)) ? 'there' : 'locked'
}

/** Whether a role logs in where the environment says that the database is. */
async function logsIn(role: string, password: string): Promise<boolean> {
  const { PGHOST = '', PGPORT = '', PGDATABASE = '', PGSSLMODE = '' } = process.env
  const url = new URL(`postgres://server/${encodeURIComponent(PGDATABASE)}`)
  url.searchParams.set('host', PGHOST)
  url.searchParams.set('port', PGPORT)
  url.username = encodeURIComponent(role)
  url.password = encodeURIComponent(password)
  url.searchParams.set('sslmode', PGSSLMODE)
  try {
    const session = await openSession(url.href)
    await session.end()
    return true
  } catch (error) {
    if (error instanceof SightlineError && refusals.has(error.code)) return false
    throw error
  }
}

const refusals = new Set(['login-refused', 'role-not-admitted', 'missing-connect-privilege'])

const lockedReader = (role: string): string =>
  `The role ${role} is there already, and does not log in to this database with the password in TF_VAR_reader_password. Set that to the password it has, or let its owner run ALTER ROLE "${role}" LOGIN PASSWORD '…', or give the project another readerRole.`
