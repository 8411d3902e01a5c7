import { hash } from 'node:crypto'

/** The first characters of a SHA-256, enough to tell contents apart. */
export function contentHash(content: string, length = 16): string {
  return hash('sha256', content).slice(0, length)
}
