import type { ImportChange } from 'sightline/engine'
import { colors } from './terminal.ts'

/** A difference between what was imported and the database, in one line. */
export function importChangeLine({ kind, name, before, after }: ImportChange): string {
  if (kind === 'added') return `${colors.green('added')}    ${name}  ${after ?? ''}`.trimEnd()
  if (kind === 'dropped') return `${colors.red('dropped')}  ${name}  ${before ?? ''}`.trimEnd()
  return `${colors.yellow('changed')}  ${name}  ${before} → ${after}`
}
