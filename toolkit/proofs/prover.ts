import type pg from 'pg'
import type { Proofs } from '../define/proofs/proofs.ts'
import type { EmbeddedServer } from '../embedded/embedded-server.ts'
import { withEmptyServer } from '../embedded/empty-server.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { hasCode } from '../foundation/has-code.ts'
import { type Problem, SightlineError } from '../foundation/sightline-error.ts'
import { beginWith } from '../postgres/session-settings.ts'
import type { Release } from '../release/release.ts'
import type { Mismatch } from './compare-rows.ts'
import { type ProofContext, proofContext } from './proof-context.ts'
import { proofDatabase } from './proof-database.ts'
import { runProof } from './run-proof.ts'

/** What became of a proof. */
export interface ProofResult {
  readonly title: string
  /** Where it was written: `sql/views/mrr.proof.ts:12`. */
  readonly where: string | undefined
  readonly passed: boolean
  /** What was expected, and what was found instead. */
  readonly mismatches: readonly Mismatch[]
  /** Why it could not be run. */
  readonly problem: Problem | undefined
  readonly milliseconds: number
}

/** Runs proofs, one after the other, on a database of their own. */
export interface Prover {
  readonly context: ProofContext
  run(proofs: Proofs, title: string): Promise<ProofResult>
}

/**
 * Opens a database with the definitions of a release, in which proofs are run, and removes it afterwards.
 *
 * @example await withProver(release, { projectFolder: '.' }, (prover) => prover.run(mrrProofs, 'a user counts once'))
 */
export function withProver<T>(
  release: Release,
  { projectFolder, onStarted }: { readonly projectFolder: string; readonly onStarted?: () => void },
  use: (prover: Prover) => Promise<T>,
): Promise<T> {
  return withEmptyServer(projectFolder, (server) => {
    onStarted?.()
    return onServer(server, release, use)
  })
}

async function onServer<T>(
  server: EmbeddedServer,
  release: Release,
  use: (prover: Prover) => Promise<T>,
): Promise<T> {
  const client = await proofDatabase(server, 'proofs', release)
  try {
    return await use(await openProver(client, release))
  } finally {
    await client.end()
  }
}

/** A query that takes longer would have no end. */
const longestSeconds = 30

/** A prover on a database that was made for the proofs of a release; it gives a query up after so many seconds. */
export async function openProver(
  client: pg.ClientBase,
  release: Release,
  longest: number = longestSeconds,
): Promise<Prover> {
  const context = proofContext(client, release)
  await client.query(beginWith('', `set local statement_timeout = ${longest * 1000}`))
  return { context, run: (proofs, title) => runOne(context, proofs, title, longest) }
}

async function runOne(
  context: ProofContext,
  { cases, now }: Proofs,
  title: string,
  longest: number,
): Promise<ProofResult> {
  const start = performance.now()
  const proof = cases[title]
  const where = proof && describeSite(proof)
  const result = (mismatches: readonly Mismatch[], problem?: Problem): ProofResult => ({
    title,
    where,
    passed: mismatches.length === 0 && problem === undefined,
    mismatches,
    problem,
    milliseconds: performance.now() - start,
  })
  if (!proof)
    return result([], {
      code: 'unknown-name',
      what: 'There is no proof of this title.',
      value: title,
      next: `Use one of ${Object.keys(cases).join(', ')}.`,
    })
  try {
    return result(await runProof(context, proof, now))
  } catch (error) {
    if (error instanceof SightlineError) return result([], error.problem)
    if (hasCode(error, statementTimedOut)) return result([], givenUp(longest))
    return result([], {
      code: 'query-fails',
      what: `Postgres refuses it: ${error instanceof Error ? error.message : String(error)}.`,
      next: 'Correct the definition that the proof looks at; `sightline check` runs all of them.',
    })
  }
}

/** The code of Postgres for a statement that was canceled. */
const statementTimedOut = '57014'

const givenUp = (seconds: number): Problem => ({
  code: 'query-fails',
  what: `A query of the proof was given up after ${seconds} s.`,
  next: 'Look in the definition for a recursion without an end, or for a join without its condition.',
})
