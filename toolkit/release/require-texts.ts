import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { Definition, Project } from '../define/project.ts'
import { describeSite, folderOf } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { compileQuery } from '../sql/compile-query.ts'
import type { Release } from './release.ts'

/** NUL, and half of a surrogate pair: neither is a character, and Postgres keeps no text with it. */
const noCharacter = /[\0\p{Surrogate}]/u

/** How JSON writes them: what it has not in it need not be searched. */
const escapedNoCharacter = /\\u(?:0000|d[89a-f])/
const anyEscape = '\\u'

/**
 * Refuses texts that no database keeps, wherever they stand in definitions or their SQL.
 *
 * @throws SightlineError naming the text and where it is defined
 */
export function requireTexts(
  project: Project,
  { sqlObjects, alerts, dataChecks }: Pick<Release, 'sqlObjects' | 'alerts' | 'dataChecks'>,
): void {
  const { definitions, sample: _, ...own } = project
  require(project, project, own)
  for (const definition of definitions) require(project, definition, besideItsJson(definition))
  for (const { definition, statements } of sqlObjects)
    if (definition) require(project, definition, { statements })
  for (const check of dataChecks) require(project, check, { query: compileQuery(check.query).sql })
  for (const rule of alerts)
    for (const [name, { query }] of Object.entries(rule.queries))
      require(project, rule, { queries: { [name]: compileQuery(query).sql } })
}

/** What a dashboard shows stands in its JSON, which was searched as it was built. */
function besideItsJson(definition: Definition): object {
  if (definition.kind !== 'dashboard') return definition
  const { rows: _, ...beside } = definition
  return beside
}

/**
 * Refuses texts that no database keeps in a dashboard, whose JSON was written already.
 *
 * @throws SightlineError naming the text and where it is defined
 */
export function requireTextsOfDashboard(
  project: Project,
  definition: Dashboard,
  json: DashboardJson,
  content: string,
): void {
  if (content.includes(anyEscape) && escapedNoCharacter.test(content)) require(project, definition, json)
}

function require(project: Project, definition: object, value: object): void {
  const found = findText(value, new Set())
  if (!found) return
  const where = describeSite(definition, folderOf(project))
  const [character = ''] = noCharacter.exec(found.text) ?? []
  const before = found.text.slice(0, found.text.search(noCharacter))
  const after = found.text.slice(before.length + character.length)
  const shown = [before.slice(-40), '…', after.slice(0, 40)].join('')
  throw new SightlineError({
    code: 'invalid-character',
    what: `A text has ${character === '\0' ? 'a NUL' : 'half of a surrogate pair'} in it, which is no character: ${found.path}.`,
    value: shown,
    ...(where === undefined ? {} : { where }),
    next: 'Remove it, or write the character that was meant.',
  })
}

interface FoundText {
  readonly path: string
  readonly text: string
}

/** Only plain data: what builders keep to themselves shows in what they build. */
function findText(value: unknown, seen: Set<object>): FoundText | undefined {
  if (typeof value === 'string') return noCharacter.test(value) ? { path: '', text: value } : undefined
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
  seen.add(value)
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return undefined
  for (const key of Object.keys(value)) {
    if (noCharacter.test(key)) return { path: 'one of its names', text: key }
    const found = findText(Reflect.get(value, key), seen)
    if (found) return { ...found, path: found.path === '' ? key : `${key}.${found.path}` }
  }
  return undefined
}
