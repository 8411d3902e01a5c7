import type { Desired } from '../desired.ts'

export interface DesiredSchema extends Desired {
  readonly kind: 'schema'
}
