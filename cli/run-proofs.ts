import { type ProofResult, type Release, withProver } from 'sightline/engine'
import type { ProofFile } from './proof-files.ts'

/** The proofs of a file with what became of them. */
export interface ProvenFile {
  readonly file: string
  readonly results: readonly ProofResult[]
}

export interface ProofReport {
  readonly files: readonly ProvenFile[]
  readonly passed: number
  readonly failed: number
  /** How long the proofs took, once Postgres had started. */
  readonly seconds: number
}

interface RunOptions {
  readonly projectFolder: string
  readonly onStep: (step: string) => void
  readonly onResult?: (file: string, result: ProofResult) => void
}

/** Runs proofs on a database of their own. */
export async function runProofs(
  release: Release,
  files: readonly ProofFile[],
  { projectFolder, onStep, onResult }: RunOptions,
): Promise<ProofReport> {
  onStep('Starting Postgres')
  let start = performance.now()
  const onStarted = () => {
    start = performance.now()
  }
  const proven = await withProver(release, { projectFolder, onStarted }, async (prover) => {
    const done: ProvenFile[] = []
    for (const { file, proofs, titles } of files) {
      onStep(`Proving ${file}`)
      const results: ProofResult[] = []
      for (const title of titles) {
        const result = await prover.run(proofs, title)
        onResult?.(file, result)
        results.push(result)
      }
      done.push({ file, results })
    }
    return { files: done, seconds: (performance.now() - start) / 1000 }
  })
  const all = proven.files.flatMap(({ results }) => results)
  const passed = all.filter((result) => result.passed).length
  return { ...proven, passed, failed: all.length - passed }
}
