import * as v from 'valibot'
import { type Desired, desiredEntries } from '../desired.ts'

export interface DesiredSchema extends Desired {
  readonly kind: 'schema'
}

export const desiredSchemaSchema = v.strictObject({ kind: v.literal('schema'), ...desiredEntries })
