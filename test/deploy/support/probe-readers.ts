import { createClient } from 'sightline/engine'
import { releaseLater } from '../../support/resources.ts'

/** What readers met with. */
export interface ProbeReport {
  readonly queries: number
  readonly errors: readonly string[]
  /** Milliseconds. */
  readonly longest: number
}

/** Readers that ask dashboards' queries one after another, without pause. */
export interface ProbeReaders {
  /** Gives the readers other queries, and waits until none of the earlier ones runs. */
  show(queries: readonly string[]): Promise<void>
  stop(): Promise<ProbeReport>
}

/** Starts readers, each as one of the roles; where a test fails before it stops them, they end with its file. */
export async function startReaders(
  connectionString: string,
  roles: readonly string[],
  first: readonly string[],
): Promise<ProbeReaders> {
  const errors: string[] = []
  let [queries, running, longest, count] = [first, true, 0, 0]
  const rounds = roles.map(() => 0)
  const reader = async (role: string, index: number) => {
    const client = createClient(connectionString, { application_name: 'probe' })
    client.on('error', () => {})
    await client.connect()
    await client.query(`set role ${role}`)
    while (running) {
      const shown = queries
      for (const query of shown) {
        if (shown !== queries || !running) break
        const start = performance.now()
        await client.query(query).catch((error: unknown) => errors.push(`${role}: ${error}: ${query}`))
        longest = Math.max(longest, performance.now() - start)
        count++
      }
      rounds[index] = (rounds[index] ?? 0) + 1
    }
    await client.end()
  }
  const loops = roles.map(reader)
  const show = async (next: readonly string[]) => {
    queries = next
    const before = [...rounds]
    while (running && rounds.some((round, index) => round <= (before[index] ?? 0)))
      await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const stop = async () => {
    running = false
    await Promise.all(loops)
    return { queries: count, errors, longest }
  }
  releaseLater(stop)
  await show(first.slice())
  longest = 0
  return { show, stop }
}
