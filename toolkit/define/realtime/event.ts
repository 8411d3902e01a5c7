import { rememberSite } from '../../foundation/definition-site.ts'
import { refuseIf } from '../refuse-definition.ts'
import { withIdentifier } from '../require-name.ts'
import type { EventFields, FieldsOf } from './event-field.ts'
import { eventProblem } from './event-problem.ts'

export interface EventOptions<F extends EventFields> {
  readonly description: string
  /** Raised when fields change their meaning: an event of another version is a dead letter. */
  readonly version: number
  readonly fields: F
  /** Events of the same value are handled in the order in which they were published. */
  readonly shardBy: NoInfer<FieldsOf<F, 'text'>>
  /** When it happened, which decides in which bucket it is counted. */
  readonly time: NoInfer<FieldsOf<F, 'time'>>
  /** What readers may subscribe to, and the field that says to which one an event belongs: `{ channel: 'channel_id' }`. */
  readonly topics?: Readonly<Record<string, NoInfer<FieldsOf<F, 'text'>>>>
}

/** Something that happens, and is published while it does. */
export interface Event<Name extends string = string, F extends EventFields = EventFields> {
  readonly kind: 'event'
  readonly name: Name
  readonly description: string
  readonly version: number
  readonly fields: F
  readonly shardBy: string
  readonly time: string
  readonly topics: Readonly<Record<string, string>>
}

/**
 * Defines an event: its fields with their types and meanings.
 *
 * @example event('page_view', { description: 'A page was read.', version: 1, fields: { site: field.text('The site.'), at: field.time('When.') }, shardBy: 'site', time: 'at' })
 */
export function event<const Name extends string, F extends EventFields>(
  name: Name,
  options: EventOptions<F>,
): Event<Name, F> {
  const definition = rememberSite({ kind: 'event' as const, name, topics: {}, ...options }, event)
  return refuseIf('invalid-event', eventProblem(definition), withIdentifier(definition))
}
