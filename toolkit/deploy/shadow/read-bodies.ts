import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import type { ReadColumn } from '../records/record.ts'
import { columnsRead } from './columns-read.ts'
import { type FunctionBody, type FunctionText, functionBody, functionTextSql } from './function-body.ts'
import type { CalledFunction } from './function-reads.ts'
import type { ShadowSchemas } from './shadow-schemas.ts'

interface BodyInput {
  readonly shadow: ShadowSchemas
  readonly relations: ReadonlyMap<string, LiveRelation>
  readonly functions: readonly CalledFunction[]
  keyOf(relation: string): string | undefined
}

/** What the functions read that queries call; where Postgres cannot tell, every column of what their bodies name. */
export async function readBodies(
  client: ClientBase,
  { objects, sources }: DesiredState,
  { shadow, relations, functions, keyOf }: BodyInput,
): Promise<ReadColumn[]> {
  const isCalled = (object: DesiredObject, name: string) =>
    deployedKind(object).live(object).functions?.includes(name)
  const named = (name: string) => objects.find((object) => isCalled(object, name))?.dependsOn ?? []
  const everyColumn = (relation: string) => {
    const source = sources.find((one) => one.name === relation)
    const columns = source ? Object.keys(source.columns) : relations.get(relation)?.columns.map((c) => c.name)
    return (columns ?? []).map((column) => ({ relation, column }))
  }
  const reads: ReadColumn[] = []
  for (const name of new Set(functions.map((one) => one.name))) {
    const told = await bodyReads(client, shadow, name, keyOf)
    const columns = told ?? named(name).flatMap(everyColumn)
    const callers = functions.filter((one) => one.name === name)
    reads.push(...callers.flatMap(({ where }) => columns.map((column) => ({ where, ...column }))))
  }
  return reads
}

/** The columns that the body of a function reads; undefined where Postgres cannot tell. */
async function bodyReads(
  client: ClientBase,
  shadow: ShadowSchemas,
  name: string,
  keyOf: (relation: string) => string | undefined,
): Promise<Pick<ReadColumn, 'relation' | 'column'>[] | undefined> {
  const { schema, name: plain } = shadow.here(name)
  const { rows: texts } = await client.query<FunctionText>(
    `select ${functionTextSql}
     from pg_proc p join pg_namespace n on n.oid = pronamespace join pg_language l on l.oid = prolang
     where nspname = $1 and proname = $2`,
    [schema, plain],
  )
  const [text] = texts
  const body = text && (await functionBody(client, text, (sql) => shadow.rewrite(sql)))
  return body && columnsOf(body, shadow, keyOf)
}

/** The columns that a body reads, by the names that definitions write. */
export function columnsOf(
  { relations, definition }: FunctionBody,
  shadow: Pick<ShadowSchemas, 'restoreName'>,
  keyOf: (relation: string) => string | undefined,
): Pick<ReadColumn, 'relation' | 'column'>[] {
  return relations.flatMap(({ relation: found, ...read }) => {
    const relation = shadow.restoreName(found)
    const columns = columnsRead(read, { definition, relations: relations.length, key: keyOf(relation) })
    return columns.map((column) => ({ relation, column }))
  })
}
