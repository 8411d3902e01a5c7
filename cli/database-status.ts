import { type DriftFinding, findDrift, releaseHistory, withDatabase } from 'sightline/engine'

/** What a database runs. */
export interface DatabaseStatus {
  /** The release whose objects are in place; null where nothing was deployed. */
  readonly release: string | null
  /** Whether its contract phase is still to come. */
  readonly expanded: boolean
  /** The latest try to deploy, where it is another than the release in place. */
  readonly lastTry: { readonly version: string; readonly result: string } | null
  readonly drift: readonly DriftFinding[]
  /** The queries that Postgres refused when the release was applied. */
  readonly failing: readonly { readonly where: string; readonly message: string }[]
}

/** Reads which release of a project a database runs, and what was changed since. */
export async function databaseStatus(url: string, project: string): Promise<DatabaseStatus> {
  return withDatabase(url, async (client) => {
    const [last, ...earlier] = await releaseHistory(client, project)
    const current = [last, ...earlier].find((one) => one && one.phase !== 'started')
    const lastTry =
      last && last.id !== current?.id ? { version: last.version, result: last.result ?? 'broken off' } : null
    return {
      release: current?.version ?? null,
      expanded: current?.phase === 'expanded',
      lastTry,
      failing: current?.failing ?? [],
      drift: await findDrift(client, project),
    }
  })
}
