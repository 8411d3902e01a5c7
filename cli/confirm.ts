import { createInterface } from 'node:readline/promises'
import { SightlineError } from 'sightline/engine'
import { endWaiting } from './waiting-line.ts'

/**
 * Refuses to go on where nobody said yes and nobody can be asked.
 *
 * @throws SightlineError naming the option to give
 */
export function requireSomebodyToAsk({ yes }: { readonly yes: boolean }, next: string): void {
  const terminal = Boolean(process.stdin.isTTY && process.stdout.isTTY)
  if (yes || terminal) return
  throw new SightlineError({
    code: 'confirmation-needed',
    what: 'Nobody is here to confirm the plan.',
    next,
  })
}

/** Asks on the terminal; anything but yes is no. */
export async function ask(question: string): Promise<boolean> {
  endWaiting()
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await reader.question(`${question} [y/N] `)
  reader.close()
  return /^y(es)?$/i.test(answer.trim())
}
