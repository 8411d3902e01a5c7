import type { ContactPoint } from './alerts/contact-point.ts'
import type { Integration } from './alerts/integrations/integration.ts'
import type { DataSource, OtherDataSourceOptions } from './data-source.ts'

/** A place that a project is deployed to, as far as it differs from the project itself. */
export interface Environment {
  /** Put before every uid and name that a Grafana can hold only once: a copy beside the one of others. */
  readonly prefix?: string | undefined
  /**
   * A schema that holds everything that the project creates in the database, beside what others have: copies for an
   * engineer. Unless `prefix` says otherwise, it is also the prefix in Grafana.
   */
  readonly schema?: string | undefined
  readonly folder?: { readonly uid: string; readonly title: string }
  readonly dataSource?: Partial<DataSource>
  /** The data sources of other databases, by the names of these. */
  readonly dataSources?: Readonly<Record<string, OtherDataSourceOptions>>
  readonly readerRole?: string
  readonly contactPoints?: readonly Redirection[]
}

/** What a contact point does in an environment. */
export interface Redirection {
  readonly contactPoint: ContactPoint
  readonly integrations: ContactPoint['integrations']
}

/**
 * Has a contact point tell somebody else in an environment.
 *
 * @example defineProject({ …, environments: { dev: { contactPoints: [redirect(onCall, email({ to: ['dev@example.com'] }))] } } })
 */
export function redirect(contactPoint: ContactPoint, ...integrations: readonly Integration[]): Redirection {
  return { contactPoint, integrations }
}
