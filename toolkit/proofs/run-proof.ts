import type { Expectation } from '../define/proofs/expectation.ts'
import type { Given } from '../define/proofs/given.ts'
import type { Proof } from '../define/proofs/proofs.ts'
import { checkAlert } from './check-alert.ts'
import { checkPanel } from './check-panel.ts'
import { checkView } from './check-view.ts'
import type { Mismatch } from './compare-rows.ts'
import { completeRows } from './complete-rows.ts'
import { insertRows } from './insert-rows.ts'
import type { ProofContext } from './proof-context.ts'
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
  const { client, tables } = context
  const now = proof.now ?? standard
  if (proof.expectations.length === 0) throw nothingExpected()
  await setClock(client, now)
  await insertRows(client, completeRows(proof.rows, { tables, now }))
  const mismatches: Mismatch[] = []
  for (const expectation of proof.expectations) {
    const mismatch = await check(context, expectation, now)
    if (mismatch) mismatches.push(mismatch)
  }
  return mismatches
}

function check(context: ProofContext, expectation: Expectation, now: Date): Promise<Mismatch | undefined> {
  switch (expectation.of) {
    case 'view':
      return checkView(context, expectation)
    case 'panel':
      return checkPanel(context, expectation, now)
    case 'alert':
      return checkAlert(context, expectation, now)
  }
}
