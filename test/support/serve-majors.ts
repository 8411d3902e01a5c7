import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Installation } from '../../toolkit/embedded/embedded-server.ts'
import { runnable, type ServerPrograms, serverAccount } from '../../toolkit/embedded/server-files.ts'
import { throwawayServer } from './throwaway-server.ts'

/** Starts a Postgres of a major when `postgres(major)` first asks for it, and answers with its connection string. */
export async function serveMajors(): Promise<{ readonly url: string; end(): Promise<void> }> {
  const started = new Map<string, ReturnType<typeof throwawayServer>>()
  const start = (major: string) => {
    const known = started.get(major) ?? packagedPostgres(Number(major)).then(throwawayServer)
    started.set(major, known)
    return known
  }
  const http = createServer(async ({ url = '' }, response) => {
    try {
      const { server } = await start(url.slice(1))
      response.end(server.connectionString(''))
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  const end = async () => {
    http.closeAllConnections()
    http.close()
    for (const starting of started.values()) await starting.then((one) => one.end()).catch(() => {})
  }
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, end }
}

/** The package of a major, whose collation does not depend on the machine either. */
export async function packagedPostgres(major: number): Promise<Installation> {
  const name = `postgres-${major}-${process.platform}-${process.arch}`
  const path = createRequire(import.meta.url).resolve(name)
  const programs: ServerPrograms = await import(pathToFileURL(path).href)
  return {
    programs: await runnable(programs, serverAccount()),
    initdbOptions: ['--locale=C'],
    settings: [],
  }
}
