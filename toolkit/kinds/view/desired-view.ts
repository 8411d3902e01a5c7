import type { ColumnDescriptions, Desired } from '../desired.ts'

export interface DesiredView extends Desired {
  readonly kind: 'view'
  readonly query: string
  readonly grain: readonly string[]
  readonly columnDescriptions: ColumnDescriptions
}
