import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SightlineError } from 'sightline/engine'
import type { Proofs } from 'sightline/proofs'

/** A file of proofs, and those of its proofs that were asked for. */
export interface ProofFile {
  /** From the folder of the project. */
  readonly file: string
  readonly proofs: Proofs
  readonly titles: readonly string[]
}

/** Folders that hold what is installed or built. */
const skipped = new Set(['node_modules', 'dist', '.git', '.sightline'])

/** The files of proofs below a folder, in alphabetical order. */
export function findProofFiles(folder: string): string[] {
  const visit = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const inside = join(path, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : visit(inside)
      return /\.proof\.[mc]?[jt]s$/.test(entry.name) ? [inside] : []
    })
  return visit(folder).sort()
}

/**
 * Loads the proofs below a folder whose file or title holds a text.
 *
 * @throws SightlineError where there are none, or a file throws or exports something else
 */
export async function loadProofs(folder: string, pattern = '', query = ''): Promise<ProofFile[]> {
  const found: ProofFile[] = []
  for (const path of findProofFiles(folder)) {
    const file = relative(folder, path)
    const proofs = await importProofs(path, file, query)
    const titles = Object.keys(proofs.cases)
    const chosen = matches(file, pattern) ? titles : titles.filter((title) => matches(title, pattern))
    if (chosen.length > 0) found.push({ file, proofs, titles: chosen })
  }
  if (found.length > 0) return found
  throw new SightlineError({
    code: 'no-proofs',
    what:
      pattern === ''
        ? 'There are no proofs in this project.'
        : 'Neither a file of proofs nor a proof has this in its name.',
    value: pattern === '' ? folder : pattern,
    next: 'Write a file such as sql/views/mrr.proof.ts beside what it proves; docs/proofs.md shows one.',
  })
}

const matches = (text: string, pattern: string): boolean => text.toLowerCase().includes(pattern.toLowerCase())

async function importProofs(path: string, file: string, query: string): Promise<Proofs> {
  const loaded: unknown = await import(pathToFileURL(path).href + query).catch((cause: unknown) => {
    if (cause instanceof SightlineError) throw cause
    throw new SightlineError(
      {
        code: 'not-proofs',
        what: `The file of proofs throws: ${cause instanceof Error ? cause.message : String(cause)}`,
        value: file,
        ...placeIn(path, file, cause),
        next: 'Correct the file; `npx tsc --noEmit` often says more.',
      },
      { cause },
    )
  })
  const proofs =
    typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined
  if (isProofs(proofs) && Object.keys(proofs.cases).length > 0) return proofs
  throw new SightlineError({
    code: 'not-proofs',
    what: isProofs(proofs)
      ? 'The file of proofs lists none.'
      : 'The file of proofs exports none as its default.',
    value: file,
    next: 'Write `export default proofs({ now: … }, { … })` in it.',
  })
}

/** The line of the file that is the closest to what was thrown. */
function placeIn(path: string, file: string, cause: unknown): { readonly where?: string } {
  const stack = cause instanceof Error ? (cause.stack ?? '') : ''
  const frame = stack.split('\n').find((line) => line.includes(path)) ?? ''
  const [, line] = /:(\d+):\d+\)?$/.exec(frame) ?? []
  return line === undefined ? {} : { where: `${file}:${line}` }
}

const isProofs = (value: unknown): value is Proofs =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'proofs'
