import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { ContactPoint } from '../define/alerts/contact-point.ts'
import {
  type Integration,
  isTemplate,
  mapSettings,
  type Setting,
} from '../define/alerts/integrations/integration.ts'
import type { MessageTemplate } from '../define/alerts/message-template.ts'
import type { MuteTiming } from '../define/alerts/mute-timing.ts'
import type { Notifications } from '../define/alerts/notifications.ts'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { OtherDataSource } from '../define/data-source.ts'
import type { Environment } from '../define/environment.ts'
import type { Folder } from '../define/folder.ts'
import type { Definition, Project } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { unreachable } from '../foundation/unreachable.ts'
import { isOfDatabase } from '../kinds/definition-kinds.ts'
import { OwnSchema } from './own-schema.ts'
import { place } from './project-index.ts'

/**
 * A project as one of its environments has it.
 *
 * @throws SightlineError where the project has no such environment, or its prefix makes a uid that Grafana refuses
 * @example const release = buildRelease(projectIn(project, 'staging'))
 */
export function projectIn(project: Project, name: string): Project {
  const environment = environmentOf(project, name)
  const { folder = project.folder, dataSource, readerRole = project.readerRole, schema } = environment
  const own = schema ? new OwnSchema(project.definitions, schema) : undefined
  const renamed = new Renamed(project, { ...environment, prefix: environment.prefix ?? own?.schema })
  const definitions = own
    ? project.definitions.flatMap((one) => own.definition(one) ?? [])
    : project.definitions
  const moved = own?.moved ?? project.moved
  return {
    ...project,
    name: own ? `${project.name}@${own.schema}` : project.name,
    moved,
    sample: own ? own.sample(project.sample) : project.sample,
    folder: renamed.prefix ? { uid: renamed.uid(folder.uid), title: renamed.title(folder.title) } : folder,
    dataSource: { ...project.dataSource, ...dataSource },
    dataSources: dataSourcesIn(project, environment),
    readerRole,
    definitions: definitions.map((definition) => renamed.definition(definition)),
    exclusions: project.exclusions.map((one) => ({ ...one, where: renamed.where(one.where, moved) })),
    uidPrefix: renamed.prefix,
  }
}

function dataSourcesIn(project: Project, { dataSources = {} }: Environment): OtherDataSource[] {
  const known = project.dataSources.map(({ database }) => database)
  const unknown = Object.keys(dataSources).find((name) => !known.includes(name))
  if (unknown === undefined)
    return project.dataSources.map((one) => ({ ...one, ...dataSources[one.database] }))
  throw new SightlineError({
    code: 'unknown-name',
    what: `An environment of ${project.name} names a data source of which the project reads nothing.`,
    value: unknown,
    ...place(project),
    next: known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Leave it out of `dataSources`.',
  })
}

function environmentOf(project: Project, name: string): Environment {
  const found = Object.entries(project.environments).find(([own]) => own === name)
  if (found) return found[1]
  const known = Object.keys(project.environments)
  throw new SightlineError({
    code: 'unknown-environment',
    what: `The project ${project.name} has no environment of this name.`,
    value: name,
    ...place(project),
    next: known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Add `environments` to defineProject.',
  })
}

/** Grafana cuts off or refuses longer ones. */
const longestUid = 40

/** Definitions under the names that they have in an environment, the same one for the same one. */
class Renamed {
  readonly prefix: string
  readonly #project: Project
  readonly #redirected: ReadonlyMap<ContactPoint, ContactPoint['integrations']>
  readonly #done = new Map<Definition, Definition>()

  constructor(project: Project, { prefix, contactPoints = [] }: Environment) {
    this.#project = project
    this.prefix = prefix === undefined || prefix === '' ? '' : `${prefix}-`
    this.#redirected = new Map(contactPoints.map((one) => [one.contactPoint, one.integrations]))
  }

  uid(uid: string): string {
    const whole = this.prefix + uid
    if (/^[a-zA-Z0-9_-]+$/.test(whole) && whole.length <= longestUid) return whole
    throw new SightlineError({
      code: 'invalid-uid',
      what: `Grafana takes no uid like this: letters, digits, \`-\` and \`_\`, at most ${longestUid}.`,
      value: whole,
      ...place(this.#project),
      next: 'Choose a shorter `prefix` of letters and digits for this environment.',
    })
  }

  /** Where a finding stands: on a dashboard with its prefix, or at a relation where it is. */
  where(where: string, moved: ReadonlyMap<string, string>): string {
    const uids = this.#project.definitions.flatMap((one) => (one.kind === 'dashboard' ? [one.uid] : []))
    if (uids.some((uid) => where === uid || where.startsWith(`${uid}/`))) return this.prefix + where
    const [found] = [...moved].filter(([name]) => where === name || where.startsWith(`${name}.`))
    return found ? found[1] + where.slice(found[0].length) : where
  }

  title(title: string): string {
    return `${this.prefix.slice(0, -1)} · ${title}`
  }

  definition(definition: Definition): Definition {
    switch (definition.kind) {
      case 'dashboard':
        return this.#dashboard(definition)
      case 'alert':
        return this.#alert(definition)
      case 'contact point':
        return this.#contactPoint(definition)
      case 'message template':
        return this.#template(definition)
      case 'mute timing':
        return this.#muteTiming(definition)
      case 'event':
      case 'live figure':
      case 'cache':
      case 'export':
      case 'report':
        return definition
      default:
        return isOfDatabase(definition) ? definition : unreachable(definition)
    }
  }

  #dashboard(dashboard: Dashboard): Dashboard {
    if (!this.prefix) return dashboard
    const uid = this.uid(dashboard.uid)
    const tags = dashboard.tags.map((tag) => this.prefix + tag)
    const folder = dashboard.folder && { folder: this.#folder(dashboard.folder) }
    return this.#once(dashboard, () => ({ ...dashboard, uid, name: uid, tags, ...folder }))
  }

  #folder(folder: Folder): Folder {
    if (!this.prefix) return folder
    return { ...folder, uid: this.uid(folder.uid), parent: folder.parent && this.#folder(folder.parent) }
  }

  #alert(rule: AlertRule): AlertRule {
    const contactPoint = this.#contactPoint(rule.contactPoint)
    const told = rule.notifications && { notifications: this.#notifications(rule.notifications) }
    const placed = rule.folder && { folder: this.#folder(rule.folder) }
    const uid = this.prefix ? this.uid(rule.uid) : rule.uid
    return { ...rule, uid, contactPoint, ...told, ...placed }
  }

  #contactPoint(point: ContactPoint): ContactPoint {
    const integrations = this.#redirected.get(point) ?? point.integrations
    return this.#once(point, () => ({
      ...point,
      name: this.prefix + point.name,
      integrations: integrations.map((integration) => this.#integration(integration)),
    }))
  }

  #integration(integration: Integration): Integration {
    const settings = mapSettings(
      integration.settings,
      (leaf): Setting => (isTemplate(leaf) ? this.#template(leaf) : leaf),
    )
    return { ...integration, settings }
  }

  #notifications({ mute, active, ...rest }: Notifications): Notifications {
    const each = ([first, ...others]: NonNullable<Notifications['mute']>) =>
      [this.#muteTiming(first), ...others.map((one) => this.#muteTiming(one))] as const
    return { ...rest, ...(mute && { mute: each(mute) }), ...(active && { active: each(active) }) }
  }

  #muteTiming(timing: MuteTiming): MuteTiming {
    return this.#once(timing, () => ({ ...timing, name: this.prefix + timing.name }))
  }

  #template(template: MessageTemplate): MessageTemplate {
    return this.#once(template, () => ({ ...template, name: this.prefix + template.name }))
  }

  /** Rules refer to definitions as values, which must stay the same ones. */
  #once<T extends Definition>(definition: T, make: () => T): T {
    const isSame = (found: Definition): found is T => found.kind === definition.kind
    const done = this.#done.get(definition)
    if (done && isSame(done)) return done
    const made = make()
    this.#done.set(definition, made)
    return made
  }
}
