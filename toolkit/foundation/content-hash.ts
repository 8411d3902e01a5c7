import { createHash } from 'node:crypto'

/** The first characters of a SHA-256, enough to tell contents apart. */
export function contentHash(content: string, length = 16): string {
  return createHash('sha256').update(content).digest('hex').slice(0, length)
}
