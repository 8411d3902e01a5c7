import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { qualifiedNames } from '../../sql/qualified-names.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { ReaderAccess } from '../reader/reader-access.ts'
import { readerCreation } from '../reader/role-needs.ts'
import type { FinalShadow } from '../shadow/final-shadow.ts'
import type { NamedSchema } from '../shadow/named-schemas.ts'
import type { OthersFunction } from '../shadow/others-used.ts'
import type { QueryReads } from '../shadow/query-reads.ts'
import { askedBy } from './asked-by.ts'
import {
  closedFunctions,
  closedSchemas,
  type MissingColumn,
  notGrantable,
  notReadable,
} from './missing-privileges.ts'
import type { PlanOptions } from './planner.ts'

/**
 * Refuses a role that may create a view and yet not read or call what is below it, or not let the reader do so: Postgres
 * says nothing of the first before somebody reads the view, and of the second only gives notice.
 */
export async function requirePrivileges(
  client: ClientBase,
  { sources, readerRole, queries: asked }: DesiredState,
  { queries, relations, others }: FinalShadow,
  { reader, placeOf }: Pick<Required<PlanOptions>, 'placeOf'> & { readonly reader: ReaderAccess },
): Promise<void> {
  const ofOthers = queries.reads.filter(({ relation }) => !relations.has(relation))
  const needed = ofOthers.filter(({ relation, column }) => {
    const had = reader.columns.get(relation)
    return !had?.has('*') && !had?.has(column)
  })
  const passedOn = await notGrantable(client, needed)
  const grantable = new Set(passedOn.map(({ relation }) => relation))
  const read = (await notReadable(client)).filter(({ relation }) => !grantable.has(relation))
  const names = new Set(sources.map(({ name }) => name))
  const shown = queries.reads.filter(({ relation }) => names.has(relation) || relations.has(relation))
  const closed = await closedSchemas(
    client,
    [
      ...shown.map(({ relation }) => ({ schema: relationName(relation).schema, where: [] })),
      ...others.schemas,
      ...schemasOfCalls(asked, queries),
    ],
    reader,
  )
  const { own, given } = await closedFunctions(client, readerRole, others)
  const forReader = [...closed, ...passedOn, ...given, ...others.closed]
  if (read.length + own.length + forReader.length === 0) return
  const { rows } = await client.query<{ user: string }>('select current_user::text as user')
  const user = quoteIdentifier(rows[0]?.user ?? '')
  const creation = others.closed.length > 0 ? await readerCreation(client, readerRole) : []
  const option = `${user} WITH GRANT OPTION`
  const columns = [...read, ...passedOn].map(({ relation, column }) => `${relation}.${column}`)
  throw new SightlineError({
    code: 'missing-read-privilege',
    what: `The role ${rows[0]?.user} may not read what the release needs${forReader.length > 0 ? `, or not let ${readerRole} read it` : ''}; nothing was changed.`,
    value: [
      ...closed.map(({ schema, where }) => `the schema ${schema}${askedBy(where, placeOf)}`),
      ...[...own, ...given].map((one) => `the function ${sqlOf(one)}${askedBy(one.where, placeOf)}`),
      ...others.closed.map(({ what, where }) => `${what}${askedBy(where, placeOf)}`),
      ...new Set(columns),
    ].join(', '),
    next: `Run: ${[
      ...creation,
      ...closed.map(({ schema }) => `GRANT USAGE ON SCHEMA ${quoteIdentifier(schema)} TO ${option}`),
      ...own.map((one) => execute(one, user)),
      ...given.map((one) => execute(one, option)),
      ...others.closed.map(({ grant }) => grant),
      ...select(read, user),
      ...select(passedOn, option),
    ].join('; ')}`,
  })
}

/** The schemas in which queries look up functions of the release, which are there later. */
function schemasOfCalls(asked: DesiredState['queries'], { functions }: QueryReads): NamedSchema[] {
  const called = new Set(functions.map(({ name }) => name))
  if (called.size === 0) return []
  return asked.flatMap(({ where, sql }) =>
    qualifiedNames(sql)
      .filter(({ written }) => called.has(written))
      .map(({ schema }) => ({ schema, where: [where] })),
  )
}

const sqlOf = ({ schema, name, signature }: OthersFunction): string =>
  `${quoteIdentifier(schema)}.${quoteIdentifier(name)}(${signature})`

const execute = (one: OthersFunction, to: string): string =>
  `GRANT EXECUTE ON FUNCTION ${sqlOf(one)} TO ${to}`

function select(missing: readonly MissingColumn[], to: string): string[] {
  const tables = [...new Set(missing.map(({ relation }) => relationName(relation).sql))]
  return tables.length === 0 ? [] : [`GRANT SELECT ON ${tables.join(', ')} TO ${to}`]
}
