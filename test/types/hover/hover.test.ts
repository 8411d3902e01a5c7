import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { repository } from '../../support/run-sightline.ts'
import { type LanguageServer, languageServer } from './language-server.ts'

const path = join(repository, 'test/types/hover/hovered.ts')
let server: LanguageServer
let text = ''
beforeAll(async () => {
  text = await readFile(path, 'utf8')
  server = await languageServer()
  server.open(path, text)
  await hover('panel')
}, 120_000)

/** What an editor shows over the name of a constant. */
async function hover(name: string): Promise<string> {
  const lines = text.split('\n')
  const line = lines.findIndex((one) => one.startsWith(`export const ${name} = `))
  const position = { line, character: 'export const '.length + 1 }
  const textDocument = { uri: pathToFileURL(path).href }
  const answer = await server.ask('textDocument/hover', { textDocument, position })
  return JSON.parse(JSON.stringify(answer)).contents.value
}

test.each([
  ['wide', 'View<"analytics.wide", ["a", string] | ["amount", number] |'],
  ['daily', 'View<"analytics.daily", ["day", Date] | ["last", string | null] |'],
  ['stored', 'MaterializedView<"analytics.stored", '],
  ['panel', 'const panel: Panel'],
  ['stat', 'const stat: Panel'],
  ['band', 'const band: Row'],
  ['board', 'const board: Dashboard'],
  ['rule', 'const rule: AlertRule'],
  ['onCall', 'const onCall: ContactPoint'],
  ['customers', 'Source<"customers", ["id", number] | ["name", string]>'],
  ['orders', 'Source<"orders", '],
  ['log', 'Table<"log", '],
  ['query', 'Rows<'],
  ['joined', 'Rows<'],
  ['mood', 'TypedColumn<"happy" | "sad">'],
  ['seen', 'Event<"seen", '],
  ['negative', 'DataCheck'],
])('hovering over %s shows what it is in at most ten lines', async (name, part) => {
  const shown = await hover(name)
  expect(shown).toContain(part)
  expect(shown.split('\n').length).toBeLessThanOrEqual(10)
})
