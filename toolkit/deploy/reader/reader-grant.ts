import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'

/** One thing that a reader may do, one setting that it has, or the role itself. */
export interface ReaderGrant {
  readonly kind: 'role' | 'setting' | 'schema' | 'function' | 'relation' | 'column'
  /** Empty for a role and a setting. */
  readonly schema: string
  /** The relation, the function or the setting; empty for a role and a schema. */
  readonly name: string
  /** The column, or the types of the function's arguments; empty for the others, a relation as a whole among them. */
  readonly part: string
}

/** The role itself, which is created where it is missing. */
export const roleGrant: ReaderGrant = { kind: 'role', schema: '', name: '', part: '' }

/** What a project's reader needs, as the database remembers it. */
export interface RecordedGrant extends ReaderGrant {
  readonly project: string
  readonly role: string
  /** Whether a deploy gave it, so that a deploy may take it back. */
  readonly made: boolean
}

/** Without a unit, as Terraform's provider reads it back. */
export const readerSettings: Readonly<Record<string, string>> = {
  default_transaction_read_only: 'on',
  statement_timeout: '30000',
}

/** What tells a grant from the others of a role. */
export const grantKey = ({ kind, schema, name, part }: ReaderGrant): string =>
  JSON.stringify([kind, schema, name, part])

/** The grants of a list that another one does not have. */
export function without<T extends ReaderGrant>(grants: readonly T[], others: readonly ReaderGrant[]): T[] {
  const known = new Set(others.map(grantKey))
  return grants.filter((grant) => !known.has(grantKey(grant)))
}

/** Marks a role that a deploy created, so that removing the project may drop it. */
export const roleComment = 'Reads what the panels read. Created by sightline.'

/** The statements that give these to a role. */
export function giveStatements(role: string, grants: readonly ReaderGrant[]): string[] {
  const quoted = quoteIdentifier(role)
  const settings = grants.filter(({ kind }) => kind === 'setting').map(({ name }) => name)
  const block = `begin create role ${quoted} nologin; comment on role ${quoted} is ${quoteLiteral(roleComment)}; exception when duplicate_object or unique_violation then null; end`
  return [
    ...(grants.some(({ kind }) => kind === 'role') ? [`do ${quoteLiteral(block)}`] : []),
    ...settings.map(
      (name) => `alter role ${quoted} set ${name} = ${quoteLiteral(readerSettings[name] ?? '')}`,
    ),
    ...privilegesOf(grants).map((what) => `grant ${what} to ${quoted}`),
  ]
}

/** The statements that take these from a role. */
export function takeStatements(role: string, grants: readonly ReaderGrant[]): string[] {
  const settings = grants.filter(({ kind }) => kind === 'setting').map(({ name }) => name)
  return [
    ...privilegesOf(grants)
      .reverse()
      .map((what) => `revoke ${what} from ${quoteIdentifier(role)}`),
    ...settings.map((name) => `alter role ${quoteIdentifier(role)} reset ${name}`),
  ]
}

/** `select (a, b) on t` and the like, one for each object. */
function privilegesOf(grants: readonly ReaderGrant[]): string[] {
  const columns = new Map<string, string[]>()
  const [schemas, functions, wholes]: string[][] = [[], [], []]
  for (const { kind, schema, name, part } of grants) {
    const qualified = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
    if (kind === 'schema') schemas?.push(`usage on schema ${quoteIdentifier(schema)}`)
    if (kind === 'function') functions?.push(`execute on function ${qualified}(${part})`)
    if (kind === 'relation') wholes?.push(`select on ${qualified}`)
    if (kind === 'column') columns.set(qualified, [...(columns.get(qualified) ?? []), quoteIdentifier(part)])
  }
  const selects = [...columns].map(([relation, names]) => `select (${names.join(', ')}) on ${relation}`)
  return [...(schemas ?? []), ...(functions ?? []), ...(wholes ?? []), ...selects]
}
