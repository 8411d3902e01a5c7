/** What is done to an object. */
export type ChangeKind =
  | 'add'
  | 'fill'
  | 'adopt'
  | 'extend'
  | 'replace'
  | 'bridge'
  | 'rebuild'
  | 'swap'
  | 'drop'
  | 'index'
  | 'grant'
  | 'comment'
  | 'schedule'

/** Prepare and finish are outside of transactions; expand and contract are one transaction each. */
export type Phase = 'prepare' | 'expand' | 'contract' | 'finish'

/** Something that a person should know before a step runs; a plan with an unmanaged dependent, a refusal or a failing query is not applied. */
export interface Hazard {
  readonly kind:
    | 'locks readers'
    | 'locks writers'
    | 'long build'
    | 'whole refresh'
    | 'drops a column'
    | 'type change'
    | 'grain change'
    | 'breaks a panel'
    | 'unmanaged dependent'
    | 'refused'
    | 'failing query'
    | 'keeps rows'
    | 'drops rows'
    | 'takes over'
    | 'hidden rows'
    | 'drops an option'
    | 'no pg_cron'
  readonly message: string
}

/** When a statement runs within its phase. */
export const stages = ['before', 'drop', 'create', 'after', 'grant', 'comment'] as const
export type Stage = (typeof stages)[number]

export interface PlannedStatement {
  readonly stage: Stage
  readonly sql: string
  /** Where Postgres refuses it inside of a transaction it has none, and is sent by itself. */
  readonly transaction: 'of its phase' | 'none'
  /** How many relations lie below the one that is dropped: those with most go first. */
  readonly depth: number
}

/** A statement within the transaction of its phase. */
export const inStage = (stage: Stage, sql: string, depth = 0): PlannedStatement => ({
  stage,
  sql,
  transaction: 'of its phase',
  depth,
})

/** A statement that Postgres runs in no transaction, such as CREATE INDEX CONCURRENTLY. */
export const outsideTransaction = (sql: string): PlannedStatement => ({
  ...inStage('create', sql),
  transaction: 'none',
})

/** Where a name stands: what a project defines has a name each, beside which schemas, roles and jobs have theirs. */
export type NameSpace = 'definition' | 'schema' | 'role' | 'job'

/** One change of one object. */
export interface PlanStep {
  readonly object: string
  readonly space: NameSpace
  readonly kind: ChangeKind
  readonly phase: Phase
  readonly statements: readonly PlannedStatement[]
  readonly hazards: readonly Hazard[]
  /** The relations on which it takes the lock that readers wait for. */
  readonly locks: readonly string[]
  /** Milliseconds. */
  readonly lockTimeout: number
  /** Milliseconds. */
  readonly statementTimeout: number
}

/** What the steps change of what the project defines. */
export const changedDefinitions = (steps: readonly PlanStep[]): Set<string> =>
  new Set(steps.filter(({ space }) => space === 'definition').map(({ object }) => object))

/** The statements of one phase, in the order in which they run. */
export function statementsOf(steps: readonly PlanStep[], phase: Phase): PlannedStatement[] {
  const own = steps.filter((step) => step.phase === phase)
  return stages.flatMap((stage) => {
    const statements = own.flatMap((step) => step.statements.filter((one) => one.stage === stage))
    return statements.sort((a, b) => b.depth - a.depth)
  })
}
