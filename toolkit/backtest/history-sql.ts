import type { Source } from '../define/source.ts'
import { provenViews } from '../proofs/proven-view.ts'
import { allSources } from '../release/all-sources.ts'
import type { Release } from '../release/release.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { placeRelations, type Renames } from '../sql/place-relations.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'
import { sqlTokens } from '../sql/sql-tokens.ts'

/** A query as it could have been asked at an earlier moment, which is its parameter `$1`. */
export interface HistoricQuery {
  readonly sql: string
  /** The sources that it reads, itself or through views. */
  readonly sources: readonly Source[]
}

/** Names of common table expressions stand in no schema; this one only marks them. */
const marker = 'sightline_history'

/**
 * Holds back what came after a moment: views become common table expressions, in which each source has only the rows
 * whose event time is not later than `$1`, and `$1` takes the place of `now()`. Nothing is created in the database.
 */
export function historicQuery(sql: string, release: Release): HistoricQuery {
  const names = [...allSources(release), ...provenViews(release)].map(
    ({ name }) => relationName(name).written,
  )
  const to = new Map<string, RelationName>()
  const renames: Renames = { to, all: names }
  const parts: { readonly name: string; readonly sql: string; readonly source: Source | undefined }[] = []
  const add = (name: string, text: string, source: Source | undefined) => {
    const own = `${source ? 'source' : 'view'}_${parts.length}`
    parts.push({ name: own, sql: text, source })
    to.set(relationName(name).written, new RelationName(marker, own))
  }
  for (const source of allSources(release)) add(source.name, heldBack(source), source)
  for (const view of provenViews(release))
    add(view.name, atMoment(placeRelations(view.sql, { renames }).sql), undefined)
  const asked = atMoment(placeRelations(sql.trim().replace(/;$/, ''), { renames }).sql)
  const needed = neededBy(asked, parts)
  const expressions = needed.map((part) => `${marker}_${part.name} as not materialized (\n${part.sql}\n)`)
  const sources = needed.flatMap(({ source }) => source ?? [])
  if (needed.length === 0) return { sql: asked, sources }
  const whole = `with ${expressions.join(',\n')}\nselect * from (\n${asked}\n) as asked`
  return { sql: whole.replaceAll(`${marker}.`, `${marker}_`), sources }
}

/** The rows of a source that there were; all of them where it does not say when its rows came. */
function heldBack(source: Source): string {
  const table = relationName(source.name).sql
  const { eventTime } = source
  if (eventTime === undefined) return `select * from ${table}`
  const moment = isDays(source) ? "($1::timestamptz at time zone 'UTC')::date" : '$1::timestamptz'
  return `select * from ${table} where ${quoteIdentifier(eventTime)} <= ${moment}`
}

/** Whether a source says only on which day its rows came. */
export const isDays = ({ columns, eventTime }: Source): boolean =>
  eventTime !== undefined && columns[eventTime]?.shape.type === 'date'

type Part = { readonly name: string; readonly sql: string; readonly source: Source | undefined }

/** The parts that a query reads, each behind those that it reads itself. */
function neededBy(sql: string, parts: readonly Part[]): Part[] {
  const needed = new Set<Part>()
  const visit = (text: string) => {
    for (const part of parts) {
      if (needed.has(part) || !new RegExp(`\\b${marker}\\.${part.name}\\b`).test(text)) continue
      visit(part.sql)
      needed.add(part)
    }
  }
  visit(sql)
  return [...needed]
}

/** Clocks of Postgres, with and without brackets. */
const clocks = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'])
const keywords: Readonly<Record<string, string>> = {
  current_timestamp: '$1::timestamptz',
  current_date: "(($1::timestamptz at time zone 'UTC')::date)",
}

/** Puts the moment in the place of every clock. */
function atMoment(sql: string): string {
  const tokens = sqlTokens(sql)
  let text = ''
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    const word = token?.kind === 'name' ? token.text.toLowerCase() : ''
    const isCall = tokens[index + 1]?.text === '(' && tokens[index + 2]?.text === ')'
    if (clocks.has(word) && isCall) {
      text += '($1::timestamptz)'
      index += 2
    } else text += keywords[word] ?? token?.text ?? ''
  }
  return text
}
