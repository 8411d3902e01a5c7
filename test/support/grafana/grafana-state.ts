import type { JsonObject } from '../../../toolkit/foundation/json.ts'

interface StoredDashboard {
  readonly id: number
  readonly version: number
  readonly folderUid: string
  readonly json: JsonObject
  /** Whether it was read from a file. */
  readonly provisioned: boolean
}

interface StoredFolder {
  readonly id: number
  readonly title: string
  /** The folder around it; empty at the top. */
  readonly parentUid: string
}

export interface StoredAnnotation {
  readonly id: number
  readonly time: number
  readonly text: string
  readonly tags: readonly string[]
}

/** What the server holds, as Grafana keeps it in its database. */
export class GrafanaState {
  #lastId = 0
  readonly folders = new Map<string, StoredFolder>()
  readonly dashboards = new Map<string, StoredDashboard>()
  readonly dataSources = new Map<string, JsonObject>()
  readonly rules = new Map<string, JsonObject>()
  /** Seconds by `folder/group`. */
  readonly intervals = new Map<string, number>()
  readonly integrations = new Map<string, JsonObject>()
  readonly templates = new Map<string, JsonObject>()
  readonly muteTimings = new Map<string, JsonObject>()
  readonly annotations = new Map<number, StoredAnnotation>()

  nextId(): number {
    return ++this.#lastId
  }
}
