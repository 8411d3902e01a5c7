import * as v from 'valibot'
import { type Desired, desiredEntries } from '../desired.ts'

export interface DesiredFunction extends Desired {
  readonly kind: 'function'
  readonly create: string
}

export const desiredFunctionSchema = v.strictObject({
  kind: v.literal('function'),
  ...desiredEntries,
  create: v.string(),
})
