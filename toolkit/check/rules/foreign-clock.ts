import { describeSite } from '../../foundation/definition-site.ts'
import { isView } from '../../kinds/is-view.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { nameChains, nextWord } from '../../sql/name-chains.ts'
import { isBlank, type SqlToken, sqlTokens } from '../../sql/sql-tokens.ts'
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

const keywords = new Set('current_date current_timestamp current_time localtimestamp localtime'.split(' '))
const functions = new Set(
  'now clock_timestamp statement_timestamp transaction_timestamp timeofday'.split(' '),
)

/** A keyword between dots or after AS is the name of a column, and `now` of no schema is the clock that is meant. */
function clocksIn(sql: string): string[] {
  const tokens = sqlTokens(sql)
  const clocks = new Set<string>()
  let previous = ''
  for (const { first, last, parts, texts } of nameChains(tokens)) {
    const [schema, name = schema ?? ''] = parts
    const isCall = tokens[nextWord(tokens, last)]?.text === '('
    const isPostgres = parts.length === 1 ? name !== 'now' : parts.length === 2 && schema === 'pg_catalog'
    const isKeyword = parts.length === 1 && keywords.has(name) && !texts[0]?.startsWith('"')
    if (isKeyword && !(previous === 'as' && isNextTo(tokens, first))) clocks.add(name.toUpperCase())
    else if (isCall && isPostgres && functions.has(name))
      clocks.add(`${name === 'now' ? 'pg_catalog.now' : name}()`)
    previous = parts.length === 1 ? name : ''
  }
  return [...clocks]
}

/** Whether nothing but space and comments stands between a name and the one before it. */
function isNextTo(tokens: readonly SqlToken[], place: number): boolean {
  return tokens.slice(0, place).findLast((token) => !isBlank(token))?.kind === 'name'
}

function problem(clock: string): { what: string; next: string } {
  return { what: `It reads the clock ${clock}, which cannot be frozen.`, next: replacement(clock) }
}

function replacement(clock: string): string {
  if (clock === 'CURRENT_DATE') return 'Use `today()`, which is the date of now() in UTC.'
  return clock.includes('TIME') ? 'Use `now()`, and cast it where a time of day is meant.' : 'Use `now()`.'
}
