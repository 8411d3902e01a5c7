import type { Logger } from 'pino'
import { optionalPackage } from '../foundation/optional-package.ts'

/** Structured lines on standard error, for processes that run for long; tokens stand in none. */
export async function openLogger(): Promise<Logger> {
  const { pino } = await optionalPackage('pino', 'The log of the pipeline', () => import('pino'))
  const redact = ['req.headers.authorization', 'req.headers["sec-websocket-protocol"]']
  return pino({ name: 'sightline', redact }, pino.destination(2))
}
