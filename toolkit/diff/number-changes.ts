import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import type { Answer } from '../grafana/model/frames/read-answer.ts'
import { isRelation } from '../kinds/desired-object.ts'
import { alertAnswer } from '../query/alert-answer.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import type { ComparedQuery } from './compared-release.ts'
import { type Answered, compareAnswers } from './numbers/compare-answers.ts'
import { describeAnswer } from './numbers/describe-answer.ts'
import type { NumberChange } from './numbers/number-change.ts'
import type { Side } from './read-side.ts'
import type { ReaderFates } from './reader-fates.ts'
import { readsColumn } from './reads-column.ts'
import type { FormatSql } from './sql-lines.ts'

interface NumberOptions {
  readonly format: FormatSql
  /** Names of what changes in the database. */
  readonly changed: ReadonlySet<string>
  /** Columns without rows in the base, as `orders.discount`. */
  readonly unfilled: readonly string[]
}

/** Every query of which the numbers, the SQL or anything below it changed, and what new panels and alerts show. */
export function numberChanges({ base, head, pairs }: ReaderFates, options: NumberOptions): NumberChange[] {
  const { format, changed, unfilled } = options
  const found = pairs.kept.flatMap(([before, after]): NumberChange[] => {
    const rule = ruleOf(head, after)
    const [old, now] = [
      answered(base, before, base.release.grafana ? ruleOf(base, before) : rule),
      answered(head, after, rule),
    ]
    if (!old || !now || head.failures.has(after) || (before === after && !old.result.ok)) return []
    const { kind } = after
    const where = nameOf(after, rule)
    if (where === undefined) return []
    const rewritten = format(before.sql) !== format(after.sql)
    const empty = unfilled.find((column) => readsColumn(base, before.where, column))
    if (empty !== undefined) {
      const reason = `it read ${empty}, for which the sample has no rows`
      return [{ kind, where, rewritten, difference: { kind: 'not compared', reason } }]
    }
    const difference = compareAnswers(old, now)
    const isReached = rewritten || reaches(base, before, changed) || reaches(head, after, changed)
    if (difference.kind === 'same' && !isReached) return []
    return [{ kind, where, rewritten, difference }]
  })
  const added = pairs.added.flatMap((query): NumberChange[] => {
    const { kind } = query
    const rule = ruleOf(head, query)
    const where = nameOf(query, rule)
    if (where === undefined) return []
    const own = kind === 'panel' || kind === 'alert' ? answered(head, query, rule) : undefined
    const shows = own && describeAnswer(own)
    return shows === undefined ? [] : [{ kind, where, rewritten: false, difference: { kind: 'new', shows } }]
  })
  return [...found, ...added].sort((a, b) => rank(a) - rank(b))
}

/** Alerts come first, then what changed, then what stayed the same. */
function rank({ kind, difference }: NumberChange): number {
  if (difference.kind === 'same') return 4
  if (difference.kind === 'new') return 3
  if (difference.kind === 'not compared') return 2
  return kind === 'alert' ? 0 : 1
}

function answered(side: Side, query: ComparedQuery, rule: RuleJson | undefined): Answered | undefined {
  const result = side.results.get(query)
  const alert = rule && { rule, answers: answersOf(side, rule) }
  return result && { query, result, alert, grains: grainsOf(side, query) }
}

function ruleOf({ release }: Side, { kind, where }: ComparedQuery): RuleJson | undefined {
  if (kind !== 'alert') return undefined
  return release.grafana?.alerts.find(({ rule }) =>
    ruleQueries(rule).some(({ query }) => query.where === where),
  )?.rule
}

/** What people call a query; undefined for all but the first of a rule, which is compared as one. */
function nameOf({ kind, where }: ComparedQuery, rule: RuleJson | undefined): string | undefined {
  if (kind !== 'alert' || !rule) return where
  const [first] = ruleQueries(rule)
  return first?.query.where === where ? rule.title : undefined
}

/** What a side's database returned to all queries of a rule. */
function answersOf({ results }: Side, rule: RuleJson): ReadonlyMap<string, Answer> {
  const asked = [...results].filter(([{ kind }]) => kind === 'alert')
  const answers = ruleQueries(rule).flatMap(({ refId, query }): [string, Answer][] => {
    const found = asked.find(([{ where }]) => where === query.where)
    return found ? [[refId, alertAnswer(found[1])]] : []
  })
  return new Map(answers)
}

/** The grains of what a query reads: a table of such rows is compared by them. */
function grainsOf({ lineage, release }: Side, { where, kind }: ComparedQuery): (readonly string[])[] {
  const read = new Set(lineage.readBy(where).map(({ relation }) => relation))
  const { objects, sources } = release.desired
  const views = objects
    .filter(isRelation)
    .filter(({ name, grain }) => read.has(name) && grain.length > 0)
    .map(({ grain }) => grain)
  const tables = sources.filter(({ name }) => read.has(name)).map(({ key }) => [key])
  return kind === 'variable' ? [['__value']] : [...views, ...tables]
}

function reaches({ lineage }: Side, { where }: ComparedQuery, changed: ReadonlySet<string>): boolean {
  return lineage.reach(where, 'upstream').some(({ relation }) => changed.has(relation))
}
