import type { TestProject } from 'vitest/node'
import { installDebianPackages } from './debian-packages.ts'
import { serveMajors } from './serve-majors.ts'
import { throwawayServer } from './throwaway-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The embedded server of this run, without a database's name at the end. */
    server: string
    /** Where `postgres(major)` asks for a server of another major. */
    majors: string
  }
}

/** One embedded Postgres for the whole run; each test file makes its own database on it. Others start when asked for. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  installDebianPackages()
  const { server, end } = await throwawayServer()
  const others = await serveMajors()
  project.provide('server', server.connectionString(''))
  project.provide('majors', others.url)
  return async () => {
    await others.end()
    await end()
  }
}
