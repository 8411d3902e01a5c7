import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseLater } from './resources.ts'
import { repository } from './run-sightline.ts'

/** A folder whose config is this repository's project, so that its local database is its own. */
export async function projectCopy(): Promise<{ folder: string; config: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-project-'))
  await chmod(folder, 0o755)
  const config = join(folder, 'sightline.config.ts')
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(config, `export { default } from '${repository}sightline.config.ts'\n`)
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return { folder, config }
}
