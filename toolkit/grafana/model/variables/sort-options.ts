import type { VariableOption } from './variable-state.ts'

/** Puts the choices of a query in the order that the variable asks for; Grafana's numbers for it are 1 to 8. */
export function sortOptions(options: readonly VariableOption[], sort: number): VariableOption[] {
  const compare = orders[Math.ceil(sort / 2) - 1]
  if (!compare) return [...options]
  const sorted = options.toSorted(compare)
  return sort % 2 === 0 ? sorted.reverse() : sorted
}

type Compare = (a: VariableOption, b: VariableOption) => number

/** Orders by the size of something; what is not there comes last. */
const by =
  (read: (option: VariableOption) => string | number | undefined): Compare =>
  (a, b) => {
    const [left, right] = [read(a), read(b)]
    if (left === right) return 0
    if (left === undefined) return 1
    if (right === undefined) return -1
    return left < right ? -1 : 1
  }

const firstNumber = ({ text }: VariableOption): number => {
  const [, digits] = /.*?(\d+).*/.exec(text ?? '') ?? []
  return digits === undefined ? -1 : Number.parseInt(digits, 10)
}

const collator = new Intl.Collator('en-US', { sensitivity: 'accent', numeric: true })

const orders: readonly Compare[] = [
  by(({ text }) => text),
  by(firstNumber),
  by(({ text }) => (text ?? '').toLowerCase()),
  (a, b) => collator.compare(a.text ?? 'undefined', b.text ?? 'undefined'),
]
