import { readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Makes the links between the server's libraries that a package cannot carry; its install script does the same, but
 * npm leaves out the scripts that a project has not approved.
 */
export async function restoreLibraryLinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: unknown = JSON.parse(text)
  if (!Array.isArray(links)) return
  for (const link of links.filter(isLink)) {
    const path = join(dirname(native), link.target)
    await symlink(basename(link.source), path).catch(ignoreExisting)
  }
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value && 'target' in value)) return false
  return (
    typeof value.source === 'string' &&
    typeof value.target === 'string' &&
    sameFolder(value.source, value.target)
  )
}

const sameFolder = (source: string, target: string) => dirname(source) === dirname(target)

/** A link that is there already, or a folder that cannot be written, is not this function's to judge. */
function ignoreExisting(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EEXIST' && code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error
}
