import * as v from 'valibot'
import { type Desired, desiredEntries } from '../desired.ts'

export interface DesiredSchema extends Desired {
  readonly kind: 'schema'
}

export const desiredSchemaSchema = v.strictObject({ kind: v.literal('schema'), ...desiredEntries })

export const isSchemaObject = (object: { readonly kind: string }): object is DesiredSchema =>
  object.kind === 'schema'
