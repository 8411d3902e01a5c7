import { variableReferences as allReferences, type VariableReference } from './model/variables/references.ts'

export type { VariableReference }

/** The places where a text uses variables of its dashboard; Grafana's own and `$1` are left out. */
export const variableReferences = (text: string): VariableReference[] =>
  allReferences(text).filter(({ name }) => /^(?!__)[a-z_]/i.test(name))
