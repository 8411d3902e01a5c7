import type { Desired } from '../desired.ts'

export interface DesiredFunction extends Desired {
  readonly kind: 'function'
  readonly create: string
}
