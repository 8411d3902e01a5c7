import type { JsonObject } from '../../../toolkit/foundation/json.ts'
import type { Fields } from './documented-fields.ts'
import type { GrafanaState } from './grafana-state.ts'

export type Role = 'Viewer' | 'Editor' | 'Admin'

/** What a handler gets: the parts of the path, the query, the checked body, and whether provenance is disabled. */
export interface Call {
  readonly state: GrafanaState
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: JsonObject
  readonly provenance: '' | 'api'
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

export interface Route {
  readonly method: string
  readonly path: RegExp
  readonly role: Role
  readonly query?: readonly string[]
  readonly body?: Fields
  readonly handle: (call: Call) => Reply
}

export const ok = (body: unknown, status = 200): Reply => ({ status, body })
export const refuse = (status: number, message: string): Reply => ({ status, body: { message } })
