import { sql as kyselySql } from 'kysely'
import pg from 'pg'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { Proofs } from '../define/proofs/proofs.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { buildRule } from '../grafana/alerting/build-rule.ts'
import type { ProofContext } from '../proofs/proof-context.ts'
import { createView, type ProvenView } from '../proofs/proven-view.ts'
import { runProof } from '../proofs/run-proof.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { relationName } from '../sql/relation-name.ts'
import { Equivalents } from './equivalents.ts'
import { mutateRule } from './mutate-rule.ts'
import { mutateSql } from './mutate-sql.ts'
import type { Mutation, MutationReport } from './mutation.ts'
import { type NamedProof, namedProofs, proofsOfRule, proofsOfView, readersOf } from './relevant-proofs.ts'

export interface MutateOptions {
  /** Only views and rules whose name has this in it. */
  readonly pattern?: string
  readonly onDefinition?: (name: string) => void
}

/** Changes each view and each rule in small ways, inside of a transaction, and tells which changes no proof notices. */
export async function runMutations(
  context: ProofContext,
  files: readonly Proofs[],
  { pattern = '', onDefinition }: MutateOptions,
): Promise<MutationReport> {
  const proofs = namedProofs(files)
  const equivalents = new Equivalents(files)
  const mutations: Mutation[] = []
  const isMeant = ({ name }: { readonly name: string }) => name.toLowerCase().includes(pattern.toLowerCase())
  const all = [...context.views.values(), ...context.release.alerts]
  if (!all.some(isMeant)) throw nothingMeant(pattern, all)
  await context.client.query("set local statement_timeout = '5s'")
  for (const view of [...context.views.values()].filter(isMeant)) {
    onDefinition?.(view.name)
    mutations.push(...(await ofView(context, view, proofsOfView(view.name, proofs, context), equivalents)))
  }
  for (const rule of context.release.alerts.filter(isMeant)) {
    onDefinition?.(rule.name)
    mutations.push(...(await ofRule(context, rule, proofsOfRule(rule, proofs), equivalents)))
  }
  return { mutations, stale: equivalents.stale().filter(({ definition }) => isMeant({ name: definition })) }
}

const nothingMeant = (pattern: string, all: readonly { readonly name: string }[]): SightlineError =>
  new SightlineError({
    code: 'unknown-name',
    what:
      all.length === 0
        ? 'The project has no view and no alert rule, so nothing can be changed.'
        : 'No view and no alert rule has this in its name.',
    value: pattern,
    next:
      all.length === 0
        ? 'Define one first.'
        : `Use a part of one of ${all.map(({ name }) => name).join(', ')}.`,
  })

async function ofView(
  context: ProofContext,
  view: ProvenView,
  proofs: NamedProof[],
  equivalents: Equivalents,
): Promise<Mutation[]> {
  const { client, views } = context
  const found: Mutation[] = []
  const readers = readersOf(view.name, context)
  const where = describeSite(view.definition)
  for (const { kind, change, line, sql } of mutateSql(view.sql)) {
    await client.query('savepoint mutation')
    try {
      await client.query(`drop view ${relationName(view.name).sql} cascade`)
      for (const one of views.values())
        if (readers.has(one.name))
          await client.query(createView(one.name === view.name ? { ...one, sql } : one))
      const noticed = await firstToNotice(context, proofs)
      found.push({
        definition: view.name,
        where,
        kind,
        change,
        line,
        ...equivalents.judge(view.name, change, noticed),
      })
    } catch (error) {
      // What Postgres refuses nobody can deploy.
      if (!(error instanceof pg.DatabaseError)) throw error
    } finally {
      await client.query('rollback to savepoint mutation; release savepoint mutation')
    }
  }
  return found
}

async function ofRule(
  context: ProofContext,
  rule: AlertRule,
  proofs: NamedProof[],
  equivalents: Equivalents,
): Promise<Mutation[]> {
  const { project } = context.release
  const where = describeSite(rule)
  const ofQueries = Object.entries(rule.queries).flatMap(([name, watched]) =>
    mutateSql(compileQuery(watched.query).sql).map(({ kind, change, line, sql }) => {
      const queries = { ...rule.queries, [name]: { ...watched, query: kyselySql.raw(sql) } }
      return { kind, change, line, rule: { ...rule, queries } }
    }),
  )
  const ofSettings = mutateRule(rule).map((one) => ({ ...one, line: undefined }))
  const found: Mutation[] = []
  for (const { kind, change, line, rule: changed } of [...ofQueries, ...ofSettings]) {
    const json = buildRule(changed, project, () => undefined)
    const ruleJson = (asked: AlertRule) => (asked === rule ? json : context.ruleJson(asked))
    const noticed = await firstToNotice({ ...context, ruleJson }, proofs)
    found.push({
      definition: rule.name,
      where,
      kind,
      change,
      line,
      ...equivalents.judge(rule.name, change, noticed),
    })
  }
  return found
}

/** The title of the first proof that does not hold; it is asked first the next time, since it may notice more. */
async function firstToNotice(context: ProofContext, proofs: NamedProof[]): Promise<string | undefined> {
  for (const [place, { title, proof, now }] of proofs.entries()) {
    const holds = await runProof(context, proof, now).then(
      (mismatches) => mismatches.length === 0,
      () => false,
    )
    if (holds) continue
    proofs.unshift(...proofs.splice(place, 1))
    return title
  }
  return undefined
}
