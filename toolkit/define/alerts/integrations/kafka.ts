import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type KafkaOptions = Resolving & {
  readonly restProxyUrl: Secret
  readonly topic: string
  readonly description?: MessageText
  readonly details?: MessageText
  readonly username?: string
  readonly password?: Secret
  readonly apiVersion?: 'v2' | 'v3'
  /** Needed by `v3`. */
  readonly clusterId?: string
}

/** A topic of Kafka, by its REST proxy. */
export function kafka(options: KafkaOptions): Integration {
  return integration('kafka', options, {
    restProxyUrl: 'kafkaRestProxy',
    topic: 'kafkaTopic',
    clusterId: 'kafkaClusterId',
  })
}
