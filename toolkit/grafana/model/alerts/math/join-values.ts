import { type AlertValue, labelsOf } from '../alert-value.ts'
import { containsLabels, countLabels, type Labels } from '../labels.ts'

/** Two values of an operator that belong together, and the labels of their result. */
export interface Pair {
  readonly labels: Labels
  readonly left: AlertValue
  readonly right: AlertValue
}

/** What belongs together, and what is left alone on either side. */
export interface Join {
  readonly pairs: readonly Pair[]
  readonly leftAlone: readonly AlertValue[]
  readonly rightAlone: readonly AlertValue[]
  /** Whether anything is left alone, be it that there was no data. */
  readonly isPartial: boolean
}

/** Joins the values on both sides of an operator by their labels: equal ones, or some of the other's. */
export function joinValues(left: readonly AlertValue[], right: readonly AlertValue[]): Join {
  const [a, b] = [left[0], right[0]]
  if (!a || !b) return { pairs: [], leftAlone: [], rightAlone: [], isPartial: false }
  const alone = (values: readonly AlertValue[]): AlertValue[] =>
    values.filter(({ kind }) => kind !== 'no data')
  if ((left.length === 1 || right.length === 1) && (a.kind === 'no data' || b.kind === 'no data'))
    return {
      pairs: [{ labels: {}, left: a, right: b }],
      leftAlone: alone(left),
      rightAlone: alone(right),
      isPartial: true,
    }
  const pairs = left.flatMap((one) =>
    right.flatMap((other): Pair[] => {
      const labels = commonLabels(labelsOf(one), labelsOf(other))
      return labels ? [{ labels, left: one, right: other }] : []
    }),
  )
  const leftAlone = left.filter((one) => !pairs.some((pair) => pair.left === one))
  const rightAlone = right.filter((one) => !pairs.some((pair) => pair.right === one))
  // One value on each side is joined without labels.
  if (pairs.length === 0 && left.length === 1 && right.length === 1)
    pairs.push({ labels: {}, left: a, right: b })
  const isPartial = leftAlone.length + rightAlone.length > 0
  return { pairs, leftAlone: alone(leftAlone), rightAlone: alone(rightAlone), isPartial }
}

function commonLabels(left: Labels, right: Labels): Labels | undefined {
  const [lefts, rights] = [countLabels(left), countLabels(right)]
  if (lefts === 0) return right
  if (rights === 0) return left
  if (lefts >= rights) return containsLabels(left, right) ? left : undefined
  return containsLabels(right, left) ? right : undefined
}
