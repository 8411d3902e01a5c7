import pg from 'pg'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import type { Answer } from '../grafana/model/frames/read-answer.ts'
import { readAnswer } from '../grafana/model/frames/read-answer.ts'
import { alertAnswer } from '../query/alert-answer.ts'
import { rawResults } from '../query/raw-results.ts'
import { runQueryInside } from '../query/run-query.ts'
import { expandQuery } from '../release/expand-query.ts'
import type { ProjectQuery } from '../release/project-query.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { quoteLiteral } from '../sql/identifier.ts'
import { setClock } from './set-clock.ts'

/** Names of prepared statements outlive the transaction that made them. */
let made = 0

/** Asks the queries of a rule at many moments, each in one round trip and planned once where its text stays the same. */
export class RuleAsker {
  readonly #client: pg.ClientBase
  readonly #queries: ReturnType<typeof ruleQueries>
  readonly #prepared = new Map<string, string>()

  constructor(client: pg.ClientBase, rule: RuleJson) {
    this.#client = client
    this.#queries = ruleQueries(rule)
  }

  /** What Grafana's data source makes of the queries at a moment, by their names in the rule. */
  async at(now: Date): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>()
    for (const { refId, query } of this.#queries) answers.set(refId, await this.#ask(query, now))
    return answers
  }

  async end(): Promise<void> {
    for (const name of this.#prepared.values()) await this.#client.query(`deallocate ${name}`).catch(() => {})
  }

  async #ask(query: ProjectQuery, now: Date): Promise<Answer> {
    const client = this.#client
    await client.query('savepoint asked')
    try {
      const name = await this.#prepare(expandQuery(query, { now, variables: [] }).sql)
      const clock = `select set_config('sightline.now', ${quoteLiteral(now.toISOString())}, true)`
      const [, asked] = await rawResults(
        client,
        `${clock}; execute ${name}; release savepoint asked`,
        'simple',
      )
      if (!asked) throw new Error('Postgres answered less than it was asked.')
      return readAnswer([asked], { format: 'table', range: { from: now, to: now }, fill: undefined })
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      await client.query('rollback to savepoint asked')
      await setClock(client, now)
      return alertAnswer(await runQueryInside(client, query, { now, variables: [] }))
    }
  }

  async #prepare(sql: string): Promise<string> {
    const known = this.#prepared.get(sql)
    if (known !== undefined) return known
    const name = `sightline_rule_${made++}`
    await this.#client.query(`savepoint asked; prepare ${name} as ${sql}; release savepoint asked`)
    this.#prepared.set(sql, name)
    return name
  }
}
