import type { Desired } from '../desired.ts'

/** A version of a view that only storages read. */
export interface DesiredCopy extends Desired {
  readonly kind: 'view copy'
  readonly query: string
}
