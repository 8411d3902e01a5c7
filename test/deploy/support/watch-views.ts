import { createClient } from 'sightline/engine'

/** Reads views again and again, and remembers every error and the longest wait. */
export async function watchViews(connectionString: string, queries: readonly string[]) {
  const client = createClient(connectionString, { application_name: 'reader' })
  client.on('error', () => {})
  await client.connect()
  const errors: string[] = []
  let [longest, count, running] = [0, 0, true]
  const loop = (async () => {
    while (running) {
      for (const query of queries) {
        const start = performance.now()
        await client.query(query).catch((error: unknown) => errors.push(`${query}: ${error}`))
        longest = Math.max(longest, performance.now() - start)
        count++
      }
    }
  })()
  return async () => {
    running = false
    await loop
    await client.end()
    return { errors, longest, count }
  }
}
