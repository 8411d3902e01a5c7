import { join } from 'node:path'
import type { Definition } from 'sightline'
import { buildRelease } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import config from '../../sightline.config.ts'
import { hasSite } from '../../toolkit/foundation/definition-site.ts'
import { repository } from '../support/run-sightline.ts'
import { isIn, type SourceFile, sourceFiles } from './source-files.ts'

const files = await sourceFiles()
const { dashboards, alerts } = buildRelease(config)

/** What the project has from functions of the toolkit, under names that these give. */
const givenByToolkit = ['unique-grains', 'analytics.refresh_log']

const listed = new Set<string>(config.definitions.map(({ kind }) => kind))

/** What a file exports that a project can list; rows and variables are parts of a dashboard. */
async function definitionsIn(path: string): Promise<Definition[]> {
  const exported: Record<string, unknown> = await import(join(repository, path))
  return Object.values(exported).filter(isDefinition)
}

function isDefinition(value: unknown): value is Definition {
  if (typeof value !== 'object' || value === null || !hasSite(value) || !('kind' in value)) return false
  return typeof value.kind === 'string' && listed.has(value.kind)
}

describe('the definitions of this project', () => {
  const places = ['sql/views', 'sql/materialized', 'sql/indexes', 'sql/data-checks', 'alerts']
  const together = ['alerts/contact-points.ts', 'alerts/message-templates.ts']
  const single = files.filter(({ path }) => isIn(path, ...places) && !together.includes(path))

  test('stand one to a file', async () => {
    const counts = await Promise.all(
      single.map(async ({ path }) => ({ path, count: (await definitionsIn(path)).length })),
    )
    expect(counts.filter(({ count }) => count > 1)).toEqual([])
    expect(counts.filter(({ count }) => count === 1).length).toBeGreaterThanOrEqual(15)
  })

  test('are all listed in the config, each once', async () => {
    const ours = files.filter(({ path }) =>
      isIn(path, 'sql', 'realtime', 'cache', 'dashboards', 'alerts', 'reports'),
    )
    const exported = (await Promise.all(ours.map(({ path }) => definitionsIn(path)))).flat()
    const project = new Set(config.definitions)
    expect(exported.filter((definition) => !project.has(definition)).map(({ name }) => name)).toEqual([])
    expect(project.size).toBe(config.definitions.length)
    const ofToolkit = config.definitions.filter((definition) => !exported.includes(definition))
    expect(ofToolkit.map(({ name }) => name)).toEqual(givenByToolkit)
  })
})

describe('the toolkit', () => {
  const toolkit = files.filter(({ path }) => isIn(path, 'toolkit'))
  const identities = [
    config.name,
    ...dashboards.flatMap(({ definition: { uid, title } }) => [uid, title]),
    ...alerts.flatMap(({ uid, name }) => [uid, name]),
  ]
  const names = [
    ...config.definitions.map(({ name }) => name).filter((name) => !givenByToolkit.includes(name)),
    ...dashboards.flatMap(({ definition }) => definition.variables.map(({ name }) => name)),
    ...dashboards.flatMap(({ json }) =>
      (json.panels ?? []).flatMap(({ type, title = '' }) => (type === 'row' ? [] : title)),
    ),
  ]

  test('names no table, view, index, panel or variable of this project in its code', () => {
    expect(names.length).toBeGreaterThan(50)
    expect(uses(names, toolkit, codeOf)).toEqual([])
  })

  test('names no dashboard or alert of this project, nor the project, even in its comments', () => {
    expect(uses(identities, toolkit, ({ text }) => text)).toEqual([])
  })
})

/** Where whole words of these stand. */
function uses(
  words: readonly string[],
  places: readonly SourceFile[],
  read: (file: SourceFile) => string,
): string[] {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`(?<![\\w.-])(?:${escaped.join('|')})(?![\\w-])`, 'gi')
  return places.flatMap((file) => (read(file).match(pattern) ?? []).map((word) => `${file.path}: ${word}`))
}

/** A file without its comments, whose examples may speak of any project. */
function codeOf({ text, parsed }: SourceFile): string {
  const comments = parsed.comments.map(({ start, end }) => [start, end] as const)
  const starts = [0, ...comments.map(([, end]) => end)]
  return starts.map((start, index) => text.slice(start, comments[index]?.[0])).join(' ')
}
