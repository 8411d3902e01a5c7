import { leaves } from './leaves.ts'
import { settingName } from './setting-name.ts'

/** A value as it reads in a sentence. */
export function settingText(value: unknown): string {
  if (value === true) return 'on'
  if (value === false) return 'off'
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 6 })
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(settingText).join(', ')
  return String(value)
}

/** One setting's way: `unit from short to currencyUSD`. */
export function settingFact(name: string, before: unknown, after: unknown): string {
  const [from, to] = [settingText(before), settingText(after)]
  if (before === undefined) return `${name} set to ${to}`
  return after === undefined ? `${name} ${from} removed` : `${name} from ${from} to ${to}`
}

/** Every setting that differs, but those below the left out paths; an empty one is as good as none. */
export function settingFacts(before: unknown, after: unknown, leftOut: readonly string[] = []): string[] {
  const [old, now] = [leaves(before), leaves(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) => !leftOut.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)),
  )
  return paths.flatMap((path) => {
    const [from, to] = [old.get(path), now.get(path)]
    if (JSON.stringify(from) === JSON.stringify(to) || (isEmpty(from) && isEmpty(to))) return []
    return [settingFact(settingName(path), from, to)]
  })
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === undefined || value === null || value === ''
}

/** A text that is too long for a sentence. */
export function textFacts(name: string, before: unknown, after: unknown): string[] {
  return (before ?? '') === (after ?? '') ? [] : [`${name} changed`]
}
