import type { Definition, Project } from '../define/project.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { DatabaseDefinition } from '../kinds/definition-kind.ts'
import { definitionKind, isKindOfDatabase, isOfDatabase } from '../kinds/definition-kinds.ts'

/** The definitions of a project by kind and name, each name used once. */
export class ProjectIndex {
  readonly project: Project
  readonly #byName: ReadonlyMap<string, Definition>

  constructor(project: Project) {
    this.project = project
    requireDefinitions(project)
    this.#byName = indexByName(project.definitions)
  }

  /** What the project lists of the database. */
  ofDatabase(): DatabaseDefinition[] {
    return this.project.definitions.filter(isOfDatabase)
  }

  ofKind<K extends Definition['kind']>(...kinds: readonly K[]): Extract<Definition, { kind: K }>[] {
    const wanted: ReadonlySet<string> = new Set(kinds)
    return this.project.definitions.filter((d): d is Extract<Definition, { kind: K }> => wanted.has(d.kind))
  }

  /** Refuses a query that names a relation which the project does not list, or which is in a database that it does not ask. */
  requireRelations(names: Iterable<string>, reader: Definition): void {
    for (const name of names) {
      if (this.#byName.has(name)) {
        this.#requireDatabase(name, reader)
        continue
      }
      throw new SightlineError({
        code: 'unlisted-definition',
        what: `The ${reader.kind} ${reader.name} reads ${name}, which the project does not list.`,
        value: name,
        ...place(reader),
        next: `Add the definition of ${name} to \`definitions\` in sightline.config.ts, or correct the name.`,
      })
    }
  }

  #requireDatabase(name: string, reader: Definition): void {
    const database = this.project.databases.get(name)
    if (database === undefined || throughGrafana.has(reader.kind)) return
    throw new SightlineError({
      code: 'several-databases',
      what: `The ${reader.kind} ${reader.name} reads ${name}, which is in the database ${database} and not in the one that is deployed to.`,
      value: name,
      ...place(reader),
      next: 'Read it in a panel, a variable, an annotation or an alert, or declare a source that the database has itself.',
    })
  }
}

/** Only data sources of Grafana reach other databases. */
const throughGrafana: ReadonlySet<Definition['kind']> = new Set(['dashboard', 'alert'])

/** Kinds of definitions that nothing in a database is made of; each has names of its own. */
const elsewhere: Readonly<Record<Exclude<Definition, DatabaseDefinition>['kind'], true>> = {
  dashboard: true,
  alert: true,
  'contact point': true,
  'message template': true,
  'mute timing': true,
  event: true,
  'live figure': true,
  cache: true,
  export: true,
  report: true,
}

/** What the compiler refuses may still come from plain JavaScript. */
function requireDefinitions(project: Project): void {
  const listed: readonly unknown[] = project.definitions
  for (const [position, definition] of listed.entries()) {
    const kind =
      typeof definition === 'object' && definition !== null && 'kind' in definition
        ? definition.kind
        : undefined
    if (typeof kind === 'string' && (kind in elsewhere || isKindOfDatabase(kind))) continue
    throw new SightlineError({
      code: 'not-a-definition',
      what: `The project lists something that is not a definition, in place ${position + 1}.`,
      value: Array.isArray(definition) ? 'a list' : String(kind ?? definition),
      ...place(project),
      next: Array.isArray(definition)
        ? 'Spread the list: `...list`.'
        : 'List only what source, view, dashboard and the like return.',
    })
  }
}

/** Where a definition stands, for a message. */
export function place(definition: object): { where?: string } {
  const where = describeSite(definition)
  return where === undefined ? {} : { where }
}

/** Names are shared by what lives in the database; dashboards, alerts and contact points have names of their own. */
function namespaceOf(definition: Definition): string {
  const isShared = isOfDatabase(definition) && !definitionKind(definition).hasOwnNames
  return isShared ? '' : `${definition.kind} `
}

function indexByName(definitions: readonly Definition[]): Map<string, Definition> {
  const byName = new Map<string, Definition>()
  for (const definition of definitions) {
    const key = namespaceOf(definition) + definition.name
    const earlier = byName.get(key)
    if (earlier) {
      const places = [describeSite(earlier), describeSite(definition)].filter((site) => site !== undefined)
      throw new SightlineError({
        code: 'duplicate-name',
        what:
          earlier === definition
            ? `The ${definition.kind} ${definition.name} is listed twice.`
            : `Two definitions have the name ${definition.name}: a ${earlier.kind} and a ${definition.kind}.`,
        value: definition.name,
        ...(places.length > 0 ? { where: [...new Set(places)].join(' and ') } : {}),
        next: 'Give each definition its own name, and list it once.',
      })
    }
    byName.set(key, definition)
  }
  return byName
}
