import { sqlTokens } from '../sql/sql-tokens.ts'
import { conjunctions, filters, orders } from './mutate-clauses.ts'
import { constants, nullRules } from './mutate-constants.ts'
import { aggregates, joinKinds, operators } from './mutate-words.ts'
import { type ChangeKind, type SqlEdit, Tokens } from './sql-edit.ts'

/** A query that differs from another one in one small way. */
export interface SqlChange {
  readonly kind: ChangeKind
  /** What was changed, in the words around it: `status = 'active' → true`. */
  readonly change: string
  /** The line of the query that it stands in, from 1. */
  readonly line: number
  readonly sql: string
}

const mutators = [operators, constants, joinKinds, filters, conjunctions, aggregates, nullRules, orders]

/** Every small change of a query, in the order of its text; two that read alike are numbered. */
export function mutateSql(sql: string): SqlChange[] {
  const tokens = new Tokens(sqlTokens(sql))
  const edits = mutators.flatMap((mutator) => [...mutator(tokens)])
  edits.sort((a, b) => a.first - b.first)
  const seen = new Map<string, number>()
  const texts = new Set([sql])
  return edits.flatMap((edit) => {
    const changed = tokens.text(0, edit.first) + edit.text + tokens.text(edit.end, tokens.all.length)
    if (texts.has(changed)) return []
    texts.add(changed)
    const words = describe(tokens, edit)
    const count = (seen.get(words) ?? 0) + 1
    seen.set(words, count)
    const line = tokens.text(0, edit.first).split('\n').length
    return [{ kind: edit.kind, change: count === 1 ? words : `${words} (${count})`, line, sql: changed }]
  })
}

const around = 3

/** What is changed with some tokens around it, in one line. */
function describe(tokens: Tokens, { first, end, text }: SqlEdit): string {
  const isLong = end - first > 4
  let [from, to] = [first, end]
  for (let step = 0; step < around && !isLong; step++) {
    from = Math.max(0, tokens.previous(from))
    to = Math.min(tokens.all.length, tokens.next(to - 1) + 1)
  }
  const words = (whole: string) => whole.replace(/\s+/g, ' ').trim()
  const before = words(tokens.text(from, to))
  const after = words(tokens.text(from, first) + text + tokens.text(end, to))
  return `${before} → ${after === '' ? 'nothing' : after}`
}
