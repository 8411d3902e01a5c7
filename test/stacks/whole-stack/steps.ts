import { deepStrictEqual, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { isJsonList, isJsonObject } from '../../../toolkit/foundation/json.ts'
import { inventory, marks } from './inventory.ts'
import { panelsShow } from './panels-show.ts'
import { readFromReplica } from './read-from-replica.ts'
import { readFromWarehouse } from './read-from-warehouse.ts'
import { servedFromFiles } from './served-from-files.ts'
import { expected } from './shop-in-grafana.ts'
import type { Asked, WholeStack } from './stack.ts'

const second: Asked = { release: 'second' }
const moved: Asked = { release: 'moved' }

async function deploys(stack: WholeStack, asked: Asked): Promise<string> {
  const { code, output } = await stack.cdktf('deploy', asked)
  equal(code, 0, output.slice(-4000))
  return output
}

async function inStep(stack: WholeStack, asked: Asked): Promise<void> {
  const { output } = await stack.cdktf('diff', asked)
  match(output, /No changes\. Your infrastructure matches the configuration/)
  const { code, stdout, stderr } = await stack.sightline(['status'], asked)
  equal(code, 0, stdout + stderr)
}

/** Refused in words while Terraform plans: Grafana and the database are as before. */
async function isRefused(stack: WholeStack, asked: Asked, words: RegExp): Promise<void> {
  const before = await inventory(stack.grafana, stack.name)
  // Of what Terraform prints, cdktf cuts the end off where it ends with an error: the look says the same words.
  const { stdout } = await stack.sightline(['preflight'], asked)
  match(String(JSON.parse(stdout).refusal), words)
  const { code, output } = await stack.cdktf('deploy', asked)
  equal(code, 1, output.slice(-3000))
  deepStrictEqual(await inventory(stack.grafana, stack.name), before)
  await panelsShow(stack.grafana, `${stack.name}-sales`)
}

/** Before the first deploy nothing fails, and afterwards neither. */
async function examined(stack: WholeStack): Promise<void> {
  const { code, stdout, stderr } = await stack.sightline(['doctor'], second)
  equal(code, 0, stdout + stderr)
}

async function pushedBefore(stack: WholeStack): Promise<void> {
  const applied = await stack.sightline(['apply', '--yes'])
  equal(applied.code, 0, applied.stderr)
  const pushed = await stack.sightline(['push'])
  equal(pushed.code, 0, pushed.stderr)
}

async function firstDeploy(stack: WholeStack): Promise<void> {
  const output = await deploys(stack, { release: 'first' })
  match(output, /Apply complete! Resources: 6 imported/)
  deepStrictEqual(await inventory(stack.grafana, stack.name), expected(stack.name, 'old', ['busy', 'quiet']))
  await panelsShow(stack.grafana, `${stack.name}-sales`)
}

async function change(stack: WholeStack): Promise<void> {
  await deploys(stack, second)
  deepStrictEqual(await inventory(stack.grafana, stack.name), expected(stack.name, 'new', ['busy']))
  await panelsShow(stack.grafana, `${stack.name}-new`)
}

const olderIsRefused = (stack: WholeStack): Promise<void> =>
  isRefused(stack, { release: 'first' }, /This release is older than the deployed one/)

async function dependentIsRefused(stack: WholeStack): Promise<void> {
  const { name, database } = stack
  await database.query(`create view ${name}.theirs as select orders from ${name}_views.legacy`)
  try {
    await isRefused(stack, second, new RegExp(`${name}\\.theirs`))
  } finally {
    await database.query(`drop view ${name}.theirs`)
  }
}

const folderIsRefused = (stack: WholeStack) =>
  isRefused(stack, { ...second, folder: `${stack.name}-moved` }, /stands in another folder/)

async function rolledBack(stack: WholeStack): Promise<void> {
  const { code, stderr } = await stack.sightline(['rollback', '--yes'], second)
  equal(code, 0, stderr)
  await redeployed(stack)
}

async function damaged(stack: WholeStack): Promise<void> {
  await stack.database.query(`drop view ${stack.name}_views.daily`)
  await redeployed(stack)
}

async function redeployed(stack: WholeStack): Promise<void> {
  const { output } = await stack.cdktf('diff', second)
  match(output, /sql\/expand\) must be replaced/)
  await deploys(stack, second)
  await panelsShow(stack.grafana, `${stack.name}-sales`)
  await inStep(stack, second)
}

/** Only what has no write-only argument keeps the password, and another one reaches the role and the data source. */
async function otherPassword(stack: WholeStack): Promise<void> {
  deepStrictEqual(await stack.keepers(), ['grafana_data_source'])
  const asked = { ...second, readerPassword: `other-${randomUUID()}` }
  await deploys(stack, asked)
  deepStrictEqual(await stack.keepers(asked), ['grafana_data_source'])
  await panelsShow(stack.grafana, `${stack.name}-sales`)
  await inStep(stack, asked)
}

/** A state of a stack that kept the password of the role: the next deploy takes it out, and the reader still gets in. */
async function passwordLeavesState(stack: WholeStack): Promise<void> {
  const before: Asked = { ...second, rolePassword: 'in state' }
  await deploys(stack, before)
  deepStrictEqual(await stack.keepers(before), ['grafana_data_source', 'postgresql_role'])
  await fresh(stack, second, async () => {
    deepStrictEqual(await stack.keepers(second), ['grafana_data_source'])
  })
}

async function movedPage(stack: WholeStack): Promise<void> {
  const ids = async () => {
    const { dashboard, meta } = await stack.grafana.byHand('GET', `/api/dashboards/uid/${stack.name}-sales`)
    const panels = isJsonObject(dashboard) && isJsonList(dashboard.panels) ? dashboard.panels : []
    const folder = isJsonObject(meta) ? meta.folderUid : undefined
    return { folder, ids: panels.map((panel) => (isJsonObject(panel) ? panel.id : undefined)) }
  }
  const before = await ids()
  await deploys(stack, moved)
  deepStrictEqual(await ids(), { ...before, folder: `${stack.name}-inner` })
  await inStep(stack, moved)
}

async function destroyed(stack: WholeStack): Promise<void> {
  const { name, grafana, database } = stack
  const marked = (await marks(grafana, name)).map((text) => text.replace(/\+.*/, ''))
  deepStrictEqual(
    [...new Set(marked)],
    ['3.0.0', '2.0.0', '1.0.0'].map((version) => `${name} ${version}`),
  )
  const { code, output } = await stack.cdktf('destroy', moved)
  equal(code, 0, output.slice(-4000))
  deepStrictEqual(await marks(grafana, name), [])
  deepStrictEqual(await inventory(grafana, name), [`data source ${name}-postgres`, `folder ${name}`])
  const { rows } = await database.query(`select nspname from pg_namespace where starts_with(nspname, $1)`, [
    name,
  ])
  deepStrictEqual(rows, [{ nspname: name }])
  deepStrictEqual(
    (await database.query('select from pg_roles where starts_with(rolname, $1)', [name])).rowCount,
    0,
  )
  await grafana.byHand('DELETE', `/api/folders/${name}?forceDeleteRules=true`)
  await grafana.byHand('DELETE', `/api/datasources/uid/${name}-postgres`)
}

/** The jobs of pg_cron in this database, by name; undefined where it is not created. */
async function jobs({ database }: WholeStack): Promise<string[] | undefined> {
  const { rowCount } = await database.query(`select from pg_extension where extname = 'pg_cron'`)
  if (rowCount === 0) return undefined
  const { rows } = await database.query<{ jobname: string }>(
    'select jobname from cron.job where database = current_database() order by jobname',
  )
  return rows.map(({ jobname }) => jobname)
}

async function freshWithCron(stack: WholeStack): Promise<void> {
  const before = await jobs(stack)
  await fresh(stack, { ...second, scheduler: 'pg_cron' }, async () => {
    const made = [`${stack.name}-purge`, 'sightline-purge-job-history']
    deepStrictEqual(await jobs(stack), [...new Set([...(before ?? []), ...made])].sort())
    await examined(stack)
  })
  deepStrictEqual(await jobs(stack), before)
}

/** An extension that was there, and somebody's job in it, are left where they are. */
async function withTheirCron(stack: WholeStack): Promise<void> {
  const { database, name } = stack
  const created = (await jobs(stack)) === undefined
  if (created) await database.query('create extension pg_cron')
  await database.query(`select cron.schedule('${name}-theirs', '0 4 * * *', 'select 1')`)
  try {
    await freshWithCron(stack)
  } finally {
    await database.query(`select cron.unschedule('${name}-theirs')`)
    if (created) await database.query('drop extension pg_cron')
  }
}

async function fresh(
  stack: WholeStack,
  asked: Asked,
  look: () => Promise<void> = async () => {},
): Promise<void> {
  const { name, grafana, database } = stack
  match(await deploys(stack, asked), /Apply complete! Resources: \d+ added/)
  await panelsShow(stack.grafana, `${name}-sales`)
  await inStep(stack, asked)
  await look()
  const { code, output } = await stack.cdktf('destroy', asked)
  equal(code, 0, output.slice(-4000))
  deepStrictEqual(await inventory(grafana, name), [])
  deepStrictEqual(await marks(grafana, name), [])
  const { rows } = await database.query(`select nspname from pg_namespace where starts_with(nspname, $1)`, [
    name,
  ])
  deepStrictEqual(rows, [{ nspname: name }])
  equal((await database.query('select from pg_roles where starts_with(rolname, $1)', [name])).rowCount, 0)
}

export type Step = readonly [title: string, step: (stack: WholeStack) => Promise<void>]

/** What a user does, in order, and what must come of it. */
export const steps: readonly Step[] = [
  ['doctor finds nothing that fails before the first deploy', examined],
  ['what push and apply made is there before the first deploy', pushedBefore],
  [
    'a first deploy takes over what is the project’s, and every panel shows values to the reader',
    firstDeploy,
  ],
  ['a second plan is empty, and status is in step', (stack) => inStep(stack, { release: 'first' })],
  [
    'a view of somebody else stops a plan that would drop what it reads, and nothing is removed',
    dependentIsRefused,
  ],
  ['a deploy of another release changes what it says, and removes what is gone', change],
  ['the plan after it is empty, and status is in step', (stack) => inStep(stack, { release: 'second' })],
  ['an older release is refused by the plan, and nothing is removed', olderIsRefused],
  ['another folder uid is refused by the plan, and nothing is removed', folderIsRefused],
  ['after a rollback outside of Terraform the plan deploys the release again', rolledBack],
  ['where a view is gone the plan deploys the release again', damaged],
  ['a page that moves to another folder keeps the ids of its panels', movedPage],
  ['a destroy removes what the stack made, and what was there before stays', destroyed],
]

/** The same in an organization that was made a moment ago. */
export const stepsInNewOrganization: readonly Step[] = [
  [
    'a first deploy in a new organization waits for its alerting, takes another password, and leaves nothing when it is destroyed',
    (stack) => fresh(stack, second, () => otherPassword(stack)),
  ],
  ['a password that an earlier stack left in the state leaves it with the next deploy', passwordLeavesState],
]

/** Where a database beside that of the stack may be created. */
export const stepsWithWarehouse: readonly Step[] = [
  [
    'a panel, a variable and a rule read another database, as a role that may only read it',
    readFromWarehouse,
  ],
]

/** Where pg_cron runs the schedules. */
export const stepsWithCron: readonly Step[] = [
  ['a first deploy creates pg_cron with its jobs, and a destroy drops both', freshWithCron],
  ['pg_cron and a job of somebody else were there before, and stay', withTheirCron],
]

/** Where a Grafana is installed on this machine, to be started with a provisioning folder of its own. */
export const stepsWithFiles: readonly Step[] = [
  [
    'a Grafana that reads a release from its files shows every panel, and what the next one lacks is gone',
    servedFromFiles,
  ],
]

/** Where a streaming replica of the database answers at the same port. */
export const stepsWithReplica: readonly Step[] = [
  ['panels read from a replica, and from the primary where no replica answers', readFromReplica],
]
