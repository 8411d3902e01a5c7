/** A step of a plan that was run, as EXPLAIN ANALYZE tells it. */
export interface PlanNode {
  /** Such as `Seq Scan`. */
  readonly type: string
  readonly relation: string | undefined
  readonly index: string | undefined
  /** Rows that it gave, over all of its loops. */
  readonly rows: number
  /** Rows that it read and threw away. */
  readonly removed: number
  /** Milliseconds with those of the steps below it. */
  readonly total: number
  /** Milliseconds without them. */
  readonly own: number
  readonly filter: string
  readonly sortKey: readonly string[]
  readonly children: readonly PlanNode[]
}

/** A plan that was run, and how long that took. */
export interface RunPlan {
  readonly milliseconds: number
  readonly root: PlanNode
}

/** Reads what `explain (analyze, format json)` returned. */
export function readPlan(answer: unknown): RunPlan {
  const [whole] = Array.isArray(answer) ? answer : []
  const { Plan, 'Execution Time': milliseconds } = objectOf(whole)
  const plan = objectOf(Plan)
  return { milliseconds: numberOf(milliseconds), root: readNode(plan, expressionTimes(plan)) }
}

type RawNode = Readonly<Record<string, unknown>>

const childrenOf = ({ Plans }: RawNode): RawNode[] => (Array.isArray(Plans) ? Plans.map(objectOf) : [])

/** The name of the common table expression that a step computes. */
const expressionOf = (node: RawNode): string | undefined =>
  /^CTE (.+)$/.exec(textOf(node['Subplan Name']) ?? '')?.[1]

const timeOf = (node: RawNode): number => numberOf(node['Actual Total Time']) * numberOf(node['Actual Loops'])

/** How long each common table expression took, which counts for the step that reads it first. */
function expressionTimes(node: RawNode, times = new Map<string, number>()): ReadonlyMap<string, number> {
  const name = expressionOf(node)
  if (name !== undefined) times.set(name, timeOf(node))
  for (const child of childrenOf(node)) expressionTimes(child, times)
  return times
}

function readNode(node: RawNode, times: ReadonlyMap<string, number>): PlanNode {
  const loops = numberOf(node['Actual Loops'])
  const total = timeOf(node)
  const raw = childrenOf(node)
  const inside = raw.filter((child) => expressionOf(child) === undefined)
  const read = times.get(textOf(node['CTE Name']) ?? '') ?? 0
  const below = inside.reduce((sum, child) => sum + timeOf(child), read)
  const children = raw.map((child) => readNode(child, times))
  return {
    type: textOf(node['Node Type']) ?? 'Step',
    relation: textOf(node['Relation Name']),
    index: textOf(node['Index Name']),
    rows: numberOf(node['Actual Rows']) * loops,
    removed: numberOf(node['Rows Removed by Filter']) * loops,
    total,
    own: Math.max(0, total - below),
    filter: textOf(node.Filter) ?? '',
    sortKey: (Array.isArray(node['Sort Key']) ? node['Sort Key'] : []).map(String),
    children,
  }
}

/** A node and all below it. */
export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node
  for (const child of node.children) yield* nodesOf(child)
}

/** The steps that took longest, in words, with the share of the whole. */
export function hotSpots({ root, milliseconds }: RunPlan, most = 3): string[] {
  const nodes = [...nodesOf(root)].sort((a, b) => b.own - a.own).slice(0, most)
  const relevant = nodes.filter(({ own }) => own > milliseconds / 20)
  return relevant.map(
    (node) => `${Math.round((node.own / Math.max(milliseconds, 0.001)) * 100)} % ${inWords(node)}`,
  )
}

function inWords({ type, relation, index, rows, removed, sortKey }: PlanNode): string {
  const count = (number: number) => Math.round(number).toLocaleString('en')
  const place = relation === undefined ? '' : ` of ${relation}${index === undefined ? '' : ` by ${index}`}`
  const by = sortKey.length > 0 ? ` by ${sortKey.join(', ')}` : ''
  const left = removed > 0 ? `, ${count(removed)} left out` : ''
  return `${type}${place}${by}: ${count(rows)} rows${left}`
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
