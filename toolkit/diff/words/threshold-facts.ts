import type { ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { settingFact, settingText } from './setting-facts.ts'

type Thresholds = Pick<ThresholdsConfig, 'mode' | 'steps'>
type Step = Thresholds['steps'][number]

/** What changes in thresholds: a colour that begins elsewhere, another colour, or a step more or less. */
export function thresholdFacts(before: Thresholds | undefined, after: Thresholds | undefined): string[] {
  const [old, now] = [before?.steps ?? [], after?.steps ?? []]
  const mode =
    before && after && before.mode !== after.mode
      ? [settingFact('thresholds mode', before.mode, after.mode)]
      : []
  const gone = old.filter((step) => !now.some((other) => isSame(step, other)))
  const come = now.filter((step) => !old.some((other) => isSame(step, other)))
  return [...mode, ...pairs(gone, come)]
}

const isSame = (a: Step, b: Step): boolean => a.color === b.color && a.value === b.value

function pairs(gone: readonly Step[], come: readonly Step[]): string[] {
  const left = [...come]
  const take = (fits: (step: Step) => boolean): Step | undefined => {
    const index = left.findIndex(fits)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const facts = gone.map((step) => {
    const moved = take(({ color }) => color === step.color)
    if (moved) return settingFact(`threshold ${step.color}`, startOf(step), startOf(moved))
    const painted = take(({ value }) => value === step.value)
    if (painted) return `threshold at ${startOf(step)} from ${step.color} to ${painted.color}`
    return `threshold ${step.color} at ${startOf(step)} removed`
  })
  return [...facts, ...left.map((step) => `threshold ${step.color} at ${startOf(step)} added`)]
}

/** The first step has no value: it is the colour below all others. */
const startOf = ({ value }: Step): string => (value === null ? 'base' : settingText(value))
