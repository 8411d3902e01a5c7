import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type TestGrafana, uniqueName } from '../../support/grafana/test-grafana.ts'
import { type Outcome, runSightline } from '../../support/run-sightline.ts'
import { type CdktfRun, cdktfFolder, runCdktf } from '../run-cdktf.ts'
import type { ShopRelease } from './shop.ts'

/** What is said of a run of cdktf: the release, and the folder of the project in Grafana. */
export interface Asked {
  readonly release?: ShopRelease
  readonly folder?: string
  readonly readerPassword?: string
  /** How the role gets its password: earlier stacks kept it in the state. */
  readonly rolePassword?: 'write-only' | 'in state'
  readonly scheduler?: 'pg_cron' | 'worker'
  /** Variables of the app and of Terraform that only one step has. */
  readonly environment?: Readonly<Record<string, string>>
}

/** A stack with a name of its own, the servers that it is deployed to, and a person beside it. */
export interface WholeStack {
  readonly name: string
  readonly grafana: TestGrafana
  readonly database: pg.Client
  readonly url: string
  cdktf(command: 'deploy' | 'destroy' | 'diff', asked?: Asked): Promise<CdktfRun>
  /** The data source as Grafana reads it from a file. */
  readonly readerEnvironment: ReaderEnvironment
  sightline(
    args: readonly string[],
    asked?: Asked,
    environment?: Readonly<Record<string, string>>,
  ): Promise<Outcome>
  /** The types of what keeps the reader's password in Terraform's state. */
  keepers(asked?: Asked): Promise<string[]>
  end(failed: boolean): Promise<void>
}

export interface ReaderEnvironment extends Readonly<Record<string, string>> {
  readonly SIGHTLINE_POSTGRES_PASSWORD: string
}

/** What we read of a state of Terraform. */
interface State {
  readonly resources: readonly { readonly type: string; readonly instances: readonly unknown[] }[]
}

export async function wholeStack(grafana: TestGrafana): Promise<WholeStack> {
  const name = uniqueName()
  const url = process.env.DATABASE_URL ?? ''
  const database = new pg.Client({ connectionString: url })
  await database.connect()
  await database.query(`create schema ${name}`)
  await database.query(
    `create table ${name}.orders (order_id int primary key, plan text, amount numeric(12, 2), placed_at timestamptz)`,
  )
  await database.query(
    `insert into ${name}.orders select i, case when i % 3 = 0 then 'gold' else 'free' end, i, now() - i * interval '1 hour' from generate_series(1, 30) i`,
  )
  const work = await mkdtemp(join(tmpdir(), 'whole-stack-'))
  const folder = join(work, 'shop')
  await cdktfFolder(folder, 'test/stacks/whole-stack/app.ts')
  const { hostname, port, pathname, username, password } = new URL(url)
  const ownPassword = `reader-${randomUUID()}`
  const environment = ({
    release = 'first',
    folder: place = name,
    readerPassword = ownPassword,
    scheduler = 'worker',
    rolePassword = 'write-only',
    environment: ofStep = {},
  }: Asked) => ({
    SHOP_NAME: name,
    SHOP_RELEASE: release,
    SHOP_FOLDER: place,
    SHOP_SCHEDULER: scheduler,
    SHOP_ROLE_PASSWORD: rolePassword,
    TF_VAR_postgres_host: hostname,
    TF_VAR_postgres_port: port || '5432',
    TF_VAR_postgres_database: pathname.slice(1),
    TF_VAR_postgres_username: decodeURIComponent(username),
    TF_VAR_postgres_password: decodeURIComponent(password) || 'unused',
    TF_VAR_postgres_sslmode: 'disable',
    TF_VAR_reader_password: readerPassword,
    TF_VAR_grafana_url: grafana.url,
    TF_VAR_grafana_token: grafana.token,
    TF_CLI_CONFIG_FILE: process.env.TF_CLI_CONFIG_FILE ?? '',
    ...ofStep,
  })
  const readerEnvironment = {
    SIGHTLINE_POSTGRES_HOST: `${hostname}:${port}`,
    SIGHTLINE_POSTGRES_DATABASE: pathname.slice(1),
    SIGHTLINE_POSTGRES_USER: `${name}_reader`,
    SIGHTLINE_POSTGRES_SSLMODE: 'disable',
    SIGHTLINE_POSTGRES_PASSWORD: ownPassword,
  }
  let last: Asked = {}
  const cdktf: WholeStack['cdktf'] = (command, asked = {}) => {
    last = asked
    // The lock would be asked for at the registry, whatever Terraform is told of a mirror.
    const args = [command, '--skip-provider-lock', ...(command === 'diff' ? [] : ['--auto-approve'])]
    return runCdktf(folder, args, environment(asked))
  }
  return {
    name,
    grafana,
    database,
    url,
    cdktf,
    readerEnvironment,
    sightline: (args, asked = {}, more = {}) =>
      runSightline([...args, '--config', 'test/stacks/whole-stack/sightline.config.ts'], undefined, {
        ...environment(asked),
        GRAFANA_URL: grafana.url,
        GRAFANA_TOKEN: grafana.token,
        DATABASE_URL: url,
        ...readerEnvironment,
        SIGHTLINE_POSTGRES_PASSWORD: asked.readerPassword ?? ownPassword,
        ...more,
      }),
    keepers: async ({ readerPassword = ownPassword } = {}) => {
      const state: State = JSON.parse(await readFile(join(folder, 'terraform.shop.tfstate'), 'utf8'))
      return state.resources.flatMap(({ type, instances }) =>
        JSON.stringify(instances).includes(readerPassword) ? [type] : [],
      )
    },
    end: async (failed) => {
      // What a step that failed left half way is in the way of the next run.
      if (failed) await cdktf('destroy', last)
      await database.query(`drop schema ${name} cascade`)
      await database.end()
      await rm(work, { recursive: true, force: true })
    },
  }
}
