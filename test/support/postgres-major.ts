import { inject } from 'vitest'

/** A major of Postgres that Sightline is for. */
export type Major = 14 | 15 | 16 | 17 | 18

const { platform, arch } = process

/** Those that there are packages of: 14 is published for Linux on x64 alone. */
export const majors: readonly Major[] =
  platform === 'linux' && arch === 'x64' ? [14, 15, 16, 17, 18] : [15, 16, 17, 18]

/**
 * The connection string of the run's server of a major, without a database's name at the end; it is started when the
 * first test asks for it.
 *
 * @example const server = await postgres(14)
 */
export async function postgres(major: Major): Promise<string> {
  if (major === 18) return inject('server')
  const answer = await fetch(`${inject('majors')}/${major}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}
