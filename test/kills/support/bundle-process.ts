import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleFile } from '../../support/bundle-file.ts'
import { releaseLater } from '../../support/resources.ts'
import { repository } from '../../support/run-sightline.ts'

/** The process that is killed as one file, which starts in a fraction of the time that its sources take. */
export async function bundleProcess(entry = new URL('killed-process.ts', import.meta.url)): Promise<string> {
  const outfile = join(repository, '.sightline', `${basename(entry.pathname, '.ts')}-${process.pid}.mjs`)
  releaseLater(() => rm(outfile, { force: true }))
  await bundleFile(fileURLToPath(entry), outfile)
  return outfile
}
