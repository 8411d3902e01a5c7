export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One request, as errors speak of it. */
export interface GrafanaRequest {
  readonly method: Method
  readonly path: string
  readonly grafana: string
}
