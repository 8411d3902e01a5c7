import type { Hazard } from '../../plan/plan-step.ts'

/** What is done about a column, and what a person has to know of it. */
export interface ColumnChange {
  readonly statements: readonly string[]
  readonly hazards: readonly Hazard[]
}

export const nothing: ColumnChange = { statements: [], hazards: [] }

export const refuse = (message: string): ColumnChange => ({
  statements: [],
  hazards: [{ kind: 'refused', message }],
})

export const together = (changes: readonly ColumnChange[]): ColumnChange => ({
  statements: changes.flatMap(({ statements }) => statements),
  hazards: changes.flatMap(({ hazards }) => hazards),
})
