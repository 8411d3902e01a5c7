import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type SnsOptions = Resolving & {
  readonly topic: string
  readonly authProvider?: 'default' | 'arn' | 'keys'
  readonly accessKey?: Secret
  readonly secretKey?: Secret
  readonly assumeRoleArn?: string
  readonly externalId?: string
  readonly messageFormat?: 'text' | 'body' | 'json'
  readonly subject?: MessageText
  readonly body?: MessageText
}

/** A topic of Amazon SNS, in Amazon Managed Grafana. */
export function sns(options: SnsOptions): Integration {
  return integration('sns', options, {
    assumeRoleArn: 'assumeRoleARN',
  })
}
