import { deepStrictEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { isJsonList, isJsonObject } from '../../../toolkit/foundation/json.ts'
import { quoteLiteral } from '../../../toolkit/sql/identifier.ts'
import { inventory } from './inventory.ts'
import { panelsShow } from './panels-show.ts'
import type { Asked, WholeStack } from './stack.ts'

/** A panel, a variable and a rule read a database of somebody else, as a role that may only read it. */
export async function readFromWarehouse(stack: WholeStack): Promise<void> {
  const { name, grafana } = stack
  const warehouse = await makeWarehouse(stack)
  const asked: Asked = { environment: { ...warehouse.environment, SHOP_WAREHOUSE: 'yes' } }
  try {
    const { code, output } = await stack.cdktf('deploy', asked)
    equal(code, 0, output.slice(-4000))
    await panelsShow(grafana, `${name}-sales`)
    equal(await stateOfRule(stack), 'firing')
    const status = await stack.sightline(['status'], asked)
    equal(status.code, 0, status.stdout + status.stderr)
    const gone = await stack.cdktf('destroy', asked)
    equal(gone.code, 0, gone.output.slice(-4000))
    deepStrictEqual(await inventory(grafana, name), [])
  } finally {
    await warehouse.remove()
  }
}

/** A database beside that of the stack, with one table, and a role that reads it. */
async function makeWarehouse({ name, url, database }: WholeStack) {
  const there = `${name}_warehouse`
  const role = `${name}_finance`
  const password = `finance-${randomUUID()}`
  await database.query(`create database ${there}`)
  await database.query(`create role ${role} login password ${quoteLiteral(password)}`)
  const connectionString = Object.assign(new URL(url), { pathname: `/${there}` }).href
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(
    `create schema finance;
     create table finance.invoices (invoice_id int primary key, country text, amount numeric(10, 2));
     insert into finance.invoices values (1, 'NO', 900), (2, 'SE', 300);
     grant usage on schema finance to ${role};
     grant select on finance.invoices to ${role}`,
  )
  await client.end()
  const { host } = new URL(url)
  return {
    environment: {
      TF_VAR_warehouse_host: host,
      TF_VAR_warehouse_database: there,
      TF_VAR_warehouse_username: role,
      TF_VAR_warehouse_password: password,
      TF_VAR_warehouse_sslmode: 'disable',
    },
    remove: async () => {
      await database.query(`drop database ${there} with (force)`)
      await database.query(`drop role ${role}`)
    },
  }
}

/** The state of the only rule once Grafana has evaluated it. */
async function stateOfRule({ grafana, name }: WholeStack): Promise<string> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const { data } = await grafana.byHand('GET', '/api/prometheus/grafana/api/v1/rules')
    const groups = isJsonObject(data) && isJsonList(data.groups) ? data.groups.filter(isJsonObject) : []
    const rules = groups
      .filter(({ folderUid }) => folderUid === name)
      .flatMap((group) => (isJsonList(group.rules) ? group.rules.filter(isJsonObject) : []))
    const [state] = rules.map((rule) => String(rule.state))
    if (state !== undefined && state !== 'inactive') return state
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  return 'never evaluated'
}
