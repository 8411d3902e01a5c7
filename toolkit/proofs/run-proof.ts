import type { Expectation } from '../define/proofs/expectation.ts'
import type { Given } from '../define/proofs/given.ts'
import type { Proof } from '../define/proofs/proofs.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { checkAlert } from './check-alert.ts'
import { checkPanel } from './check-panel.ts'
import { checkRecipients, checkReport } from './check-report.ts'
import { checkView } from './check-view.ts'
import type { Mismatch } from './compare-rows.ts'
import type { ProofContext } from './proof-context.ts'
import { putIn } from './put-in.ts'
import { nothingExpected, runTimeline } from './run-timeline.ts'
import { setClock } from './set-clock.ts'

/** Runs a proof inside of a transaction, of which it leaves nothing behind, and tells what is not as expected. */
export async function runProof(context: ProofContext, proof: Proof, now: Date): Promise<Mismatch[]> {
  const { client } = context
  await client.query('savepoint proof')
  try {
    if ('rows' in proof) return await runGiven(context, proof, now)
    const mismatch = await runTimeline(context, proof)
    return mismatch ? [mismatch] : []
  } finally {
    await client.query('rollback to savepoint proof; release savepoint proof')
  }
}

async function runGiven(context: ProofContext, proof: Given, standard: Date): Promise<Mismatch[]> {
  const now = proof.now ?? standard
  if (Number.isNaN(now.getTime())) throw noMoment()
  if (proof.expectations.length === 0) throw nothingExpected()
  await setClock(context.client, now)
  await putIn(context, proof.rows, { now, known: [] })
  const mismatches: Mismatch[] = []
  for (const expectation of proof.expectations) {
    const found = await check(context, expectation, now)
    mismatches.push(...[found ?? []].flat())
  }
  return mismatches
}

function check(
  context: ProofContext,
  expectation: Expectation,
  now: Date,
): Promise<Mismatch | Mismatch[] | undefined> {
  switch (expectation.of) {
    case 'view':
      return checkView(context, expectation)
    case 'panel':
      return checkPanel(context, expectation, now)
    case 'alert':
      return checkAlert(context, expectation, now)
    case 'report':
      return checkReport(context, expectation, now)
    case 'recipients':
      return checkRecipients(context, expectation)
  }
}

const noMoment = (): SightlineError =>
  new SightlineError({
    code: 'invalid-time',
    what: 'The moment of the proof is none.',
    next: 'Write `now` of the file, or the text in `.at(…)`, as 2026-03-15T09:00:00Z.',
  })
