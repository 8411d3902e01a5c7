import { VariableHide } from '@grafana/grafana-foundation-sdk/dashboard'

/** What people see of a variable. */
export interface ShownOptions {
  readonly label: string
  readonly description: string
  /** What is not shown of it: its label alone, or all of it; links may still set it. */
  readonly hide?: 'label' | 'variable'
}

interface ShownBuilder<B> {
  label(label: string): B
  description(description: string): B
  hide(hide: VariableHide): B
}

const hidden = { label: VariableHide.HideLabel, variable: VariableHide.HideVariable }

/** A builder of a variable with what people see of it. */
export function shown<B extends ShownBuilder<B>>(builder: B, { label, description, hide }: ShownOptions): B {
  const named = builder.label(label).description(description)
  return hide ? named.hide(hidden[hide]) : named
}
