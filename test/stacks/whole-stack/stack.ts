import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type TestGrafana, testGrafana, uniqueName } from '../../support/grafana/test-grafana.ts'
import { type Outcome, runSightline } from '../../support/run-sightline.ts'
import { type CdktfRun, cdktfFolder, runCdktf } from '../run-cdktf.ts'
import type { ShopRelease } from './shop.ts'

/** What is said of a run of cdktf: the release, and the folder of the project in Grafana. */
export interface Asked {
  readonly release?: ShopRelease
  readonly folder?: string
  readonly readerPassword?: string
}

/** A stack with a name of its own, the servers that it is deployed to, and a person beside it. */
export interface WholeStack {
  readonly name: string
  readonly grafana: TestGrafana
  readonly database: pg.Client
  readonly url: string
  cdktf(command: 'deploy' | 'destroy' | 'diff', asked?: Asked): Promise<CdktfRun>
  sightline(args: readonly string[], asked?: Asked): Promise<Outcome>
  end(): Promise<void>
}

export async function wholeStack(): Promise<WholeStack> {
  const name = uniqueName()
  const grafana = await testGrafana()
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
  const environment = ({ release = 'first', folder: place = name, readerPassword = ownPassword }: Asked) => ({
    SHOP_NAME: name,
    SHOP_RELEASE: release,
    SHOP_FOLDER: place,
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
  })
  return {
    name,
    grafana,
    database,
    url,
    cdktf: (command, asked = {}) =>
      runCdktf(
        folder,
        // The lock would be asked for at the registry, whatever Terraform is told of a mirror.
        [command, '--skip-provider-lock', ...(command === 'diff' ? [] : ['--auto-approve'])],
        environment(asked),
      ),
    sightline: (args, asked = {}) =>
      runSightline([...args, '--config', 'test/stacks/whole-stack/sightline.config.ts'], undefined, {
        ...environment(asked),
        GRAFANA_URL: grafana.url,
        GRAFANA_TOKEN: grafana.token,
        DATABASE_URL: url,
        SIGHTLINE_POSTGRES_HOST: `${hostname}:${port}`,
        SIGHTLINE_POSTGRES_DATABASE: pathname.slice(1),
        SIGHTLINE_POSTGRES_USER: `${name}_reader`,
        SIGHTLINE_POSTGRES_SSLMODE: 'disable',
        SIGHTLINE_POSTGRES_PASSWORD: asked.readerPassword ?? ownPassword,
      }),
    end: async () => {
      await database.query(`drop schema ${name} cascade`)
      await database.end()
      await rm(work, { recursive: true, force: true })
    },
  }
}
