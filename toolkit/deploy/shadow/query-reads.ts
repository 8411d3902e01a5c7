import type { ClientBase } from 'pg'
import { type CatalogObject, queryDependencies } from '../../postgres/query-dependencies.ts'
import type { DesiredQuery } from '../../release/desired-query.ts'
import { RelationName } from '../../sql/relation-name.ts'
import type { ReadColumn } from '../records/record.ts'
import { columnsRead, wholeRelations } from './columns-read.ts'
import type { CalledFunction } from './function-reads.ts'

/** What the queries read, and those that Postgres refuses. */
export interface QueryReads {
  readonly reads: readonly ReadColumn[]
  readonly refused: ReadonlyMap<string, string>
  /** Those of them for which this role lacks a privilege. */
  readonly forbidden: ReadonlySet<string>
  /** The relations of which they read whatever columns there are. */
  readonly wholes: readonly string[]
  /** The functions that they call. */
  readonly functions: readonly CalledFunction[]
  /** What each of them is made of. */
  readonly needs: ReadonlyMap<string, readonly CatalogObject[]>
}

interface ReadOptions {
  rewrite(sql: string): string
  restoreName(name: string): string
  /** The column by which a relation is read whose rows are only counted. */
  keyOf(relation: string): string | undefined
}

/** Lets Postgres say which columns queries read, inside the transaction of the caller. */
export async function readQueryReads(
  client: ClientBase,
  queries: readonly DesiredQuery[],
  { rewrite, restoreName, keyOf }: ReadOptions,
): Promise<QueryReads> {
  const answers = await queryDependencies(
    client,
    queries.map(({ sql }) => rewrite(sql)),
  )
  const refused = new Map<string, string>()
  const forbidden = new Set<string>()
  const reads = queries.flatMap(({ where }, index): ReadColumn[] => {
    const answer = answers[index]
    if (!answer?.ok) {
      if (answer?.state === '42501') forbidden.add(where)
      refused.set(where, answer ? [answer.message, ...answer.details].join('. ') : '')
      return []
    }
    const { relations, definition } = answer
    return relations.flatMap((read) => {
      const relation = restoreName(new RelationName(read.schema, read.name).written)
      return columnsRead(read, { definition, relations: relations.length, key: keyOf(relation) }).map(
        (column) => ({ where, relation, column }),
      )
    })
  })
  const wholes = queries.flatMap(({ sql }, index) => {
    const answer = answers[index]
    if (!answer?.ok) return []
    return wholeRelations(sql, answer).map(({ schema, name }) =>
      restoreName(new RelationName(schema, name).written),
    )
  })
  const functions = queries.flatMap(({ where }, index) => {
    const answer = answers[index]
    if (!answer?.ok) return []
    return answer.functions.map((one) => ({
      where,
      name: restoreName(new RelationName(one.schema, one.name).written),
    }))
  })
  const needs = new Map(
    queries.flatMap(({ where }, index) => {
      const answer = answers[index]
      return answer?.ok ? [[where, answer.needs] as const] : []
    }),
  )
  return {
    reads: inOrder(reads),
    refused,
    forbidden,
    wholes: [...new Set(wholes)].sort(),
    functions,
    needs,
  }
}

/** By relation, then by column, then by what reads it. */
function inOrder(reads: readonly ReadColumn[]): ReadColumn[] {
  const keyed = reads.map((read) => ({ read, key: `${read.relation} ${read.column} ${read.where}` }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ read }) => read)
}
