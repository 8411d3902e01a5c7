import type { Duration } from './expressions/clock.ts'
import type { DefinitionProblem } from './refuse-definition.ts'

interface Keeping {
  readonly key: string
  readonly ttl: number
  readonly negativeTtl: number
  readonly staleIfError: Duration
}

/** What would keep answers under a wrong key, or for no time. */
export function cacheProblem({
  key,
  ttl,
  negativeTtl,
  staleIfError,
}: Keeping): DefinitionProblem | undefined {
  const names = [...key.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  const rest = key.replaceAll(/\{[^{}]*\}/g, '')
  if (key === '' || /[{}\s\0]/.test(rest) || names.some((name) => !/^\w+$/.test(name)))
    return {
      what: 'has a key that is none',
      value: JSON.stringify(key),
      next: "Write words with colons between, and names in braces: 'shop:totals:{customer_id}'.",
    }
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined)
    return { what: 'has a name twice in its key', value: twice, next: 'Leave it out in one place.' }
  if (!(ttl > 0) || !Number.isFinite(ttl))
    return { what: 'keeps its answers for no time', value: `ttl: ${ttl}`, next: 'Give seconds above zero.' }
  if (!(negativeTtl >= 0) || !Number.isFinite(negativeTtl))
    return {
      what: 'keeps empty answers for a time that is none',
      value: `negativeTtl: ${negativeTtl}`,
      next: 'Give seconds, or 0 to keep none.',
    }
  const wrong = Object.entries(staleIfError).find(([, amount]) => !(amount >= 0))
  return (
    wrong && {
      what: 'gives old answers for a time that is none',
      value: `staleIfError: ${wrong[1]} ${wrong[0]}`,
      next: 'Give minutes, hours or days from 0 up.',
    }
  )
}
