import { describeSite } from '../../foundation/definition-site.ts'
import { isView } from '../../kinds/is-view.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { withoutParts } from '../../sql/sql-text.ts'
import type { Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports a clock that tests, comparisons and backtests cannot stop. */
export const foreignClock: Rule = {
  name: 'foreign-clock',
  description:
    'now() is the only clock in a definition: every other one runs on when tests, diffs and backtests freeze the time.',
  *check({ release, queries }) {
    for (const { name, definition } of release.sqlObjects) {
      if (!definition || !isView(definition)) continue
      for (const clock of clocksIn(compileQuery(definition.query).sql)) {
        yield { where: name, ...problem(clock), site: describeSite(definition) }
      }
    }
    for (const { query } of queries) {
      for (const clock of clocksIn(query.sql)) {
        yield { where: query.where, ...problem(clock), site: querySite(release, query) }
      }
    }
  },
}

const keyword =
  /(?<![\w$."])(?<!\bas\s+)(?:current_date|current_timestamp|current_time|localtimestamp|localtime)(?![\w$"])/gi
const call =
  /(?<![\w$])(?:pg_catalog\s*\.\s*now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)(?=\s*\()/gi

function clocksIn(sql: string): string[] {
  const code = withoutParts(sql, 'string', 'identifier', 'comment')
  const keywords = [...code.matchAll(keyword)].map(([text]) => text.toUpperCase())
  const calls = [...code.matchAll(call)].map(([text]) => `${text.toLowerCase()}()`)
  return [...new Set([...keywords, ...calls])]
}

function problem(clock: string): { what: string; next: string } {
  return { what: `It reads the clock ${clock}, which cannot be frozen.`, next: replacement(clock) }
}

function replacement(clock: string): string {
  if (clock === 'CURRENT_DATE') return 'Use `today()`, which is the date of now() in UTC.'
  return clock.includes('TIME') ? 'Use `now()`, and cast it where a time of day is meant.' : 'Use `now()`.'
}
