import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../support/database.ts'
import { difference } from '../rules-over-time/difference.ts'
import { writeScripts } from '../rules-over-time/play.ts'
import type { StateAfter } from '../rules-over-time/replay.ts'
import type { ScriptedRule } from '../rules-over-time/scripted-rule.ts'

interface Recorded {
  readonly first: number
  readonly cases: readonly { readonly input: ScriptedRule; readonly output: readonly StateAfter[] }[]
}

const path = join(import.meta.dirname, 'corpus/rules-over-time.json')
const { first, cases }: Recorded = JSON.parse(readFileSync(path, 'utf8'))

const database = await testDatabase()
const client = await database.connect()
await client.query(`set timezone = 'UTC'`)
const rules = cases.map(({ input }) => input)
await writeScripts(client, 'script', rules, first)

test.each(cases)(
  '$input.name goes through the states that Grafana 12.4 showed',
  async ({ input, output }) => {
    expect(output.length).toBeGreaterThan(10)
    expect(await difference(client, 'script', input, output)).toBeUndefined()
  },
)
