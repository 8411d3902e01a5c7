import { rememberSite } from '../foundation/definition-site.ts'
import { requireTimeZone } from '../foundation/time-zone.ts'
import type { DataSource, OtherDataSource } from './data-source.ts'
import type { Definition, SqlDefinition } from './definition.ts'
import type { Environment } from './environment.ts'
import type { OfViews } from './of-views.ts'
import { databaseNames, otherDataSources, sourcesElsewhere } from './other-data-sources.ts'
import type { Simulation } from './realtime/occurrence.ts'
import type { Sample } from './sample.ts'
import { withReferences } from './with-references.ts'

export type { Definition, SqlDefinition }

/** A finding that is meant to be so, and why. */
export interface Exclusion {
  readonly rule: string
  /** Where the finding stands, as `check` prints it. */
  readonly where: string
  readonly reason: string
}

export interface ProjectOptions {
  readonly name: string
  /** The version of the package; a hash of the content is added to it. */
  readonly version: string
  readonly folder: { readonly uid: string; readonly title: string }
  readonly dataSource?: Partial<DataSource>
  /** The time zone that dashboards show times in, as `Europe/Oslo`; UTC unless said otherwise. */
  readonly timeZone?: string
  /** The database role of the data source, which may read what the queries read; `grafana_reader` unless said otherwise. */
  readonly readerRole?: string
  /** Where it is deployed, such as `dev`, `staging` and `production`, each as far as it differs. */
  readonly environments?: Readonly<Record<string, Environment>>
  /** Dashboards, alerts, schedules and whatever else nothing points to; what they refer to is found. */
  readonly definitions: readonly (Definition | OfViews)[]
  readonly sample: Sample
  /** Events that look like the real ones, for the demo and `sightline realtime simulate`. */
  readonly simulation?: Simulation
  readonly check?: {
    readonly exclude?: readonly Exclusion[]
    /** Milliseconds that one query may take on the sample; 500 unless said otherwise. */
    readonly slowQueryBudget?: number
    /** Milliseconds for some queries, by their place: `dashboard/panel`, or the name of an alert. */
    readonly budgets?: Readonly<Record<string, number>>
  }
}

/** Everything that one release is made of. */
export interface Project {
  readonly kind: 'project'
  readonly name: string
  readonly version: string
  readonly folder: { readonly uid: string; readonly title: string }
  readonly dataSource: DataSource
  /** Those of other databases that its sources are in. */
  readonly dataSources: readonly OtherDataSource[]
  /** The databases of those sources, by the names of the sources. */
  readonly databases: ReadonlyMap<string, string>
  readonly timeZone: string
  readonly readerRole: string
  readonly environments: Readonly<Record<string, Environment>>
  /** What stands before the uids of this project in Grafana; empty unless an environment says otherwise. */
  readonly uidPrefix: string
  /** Where relations and functions are that an environment has in a schema of its own, by the names of their definitions. */
  readonly moved: ReadonlyMap<string, string>
  readonly definitions: readonly Definition[]
  readonly sample: Sample
  readonly simulation: Simulation | undefined
  readonly exclusions: readonly Exclusion[]
  readonly slowQueryBudget: number
  readonly budgets: Readonly<Record<string, number>>
}

/**
 * Names a project and lists its definitions, of which those suffice that no other refers to; `sightline.config.ts` exports
 * it as default.
 *
 * @example export default defineProject({ name: 'shop', version: '1.0.0', folder: { uid: 'shop', title: 'Shop' }, definitions: [sales, noOrders], sample })
 */
export function defineProject({ check = {}, dataSource, ...options }: ProjectOptions): Project {
  const definitions = withReferences(options.definitions, options.environments)
  const sources = sourcesElsewhere(definitions)
  const plugin = dataSource?.plugin ?? 'grafana-postgresql-datasource'
  return rememberSite(
    {
      kind: 'project',
      readerRole: 'grafana_reader',
      environments: {},
      uidPrefix: '',
      moved: new Map(),
      simulation: undefined,
      ...options,
      definitions,
      timeZone: requireTimeZone(options.timeZone ?? 'UTC'),
      dataSource: {
        uid: `${options.name}-postgres`,
        name: `${options.name} Postgres`,
        plugin,
        ...dataSource,
      },
      dataSources: otherDataSources(options.name, sources, plugin),
      databases: databaseNames(sources),
      exclusions: check.exclude ?? [],
      slowQueryBudget: check.slowQueryBudget ?? 500,
      budgets: check.budgets ?? {},
    },
    defineProject,
  )
}
