import { Extension } from '@cdktf/provider-postgresql/lib/extension/index.js'
import { PostgresqlProvider } from '@cdktf/provider-postgresql/lib/provider/index.js'
import { Role } from '@cdktf/provider-postgresql/lib/role/index.js'
import {
  Fn,
  type ITerraformDependable,
  type TerraformResource,
  TerraformStack,
  type TerraformVariable,
} from 'cdktf'
import { Construct } from 'constructs'
import type { Release } from 'sightline/engine'
import type { Before } from './before.ts'
import { literal } from './literal.ts'
import type { PostgresConnection } from './postgres-connection.ts'

export interface PostgresBootstrapOptions {
  readonly release: Release
  readonly connection: PostgresConnection
  /** The password with which Grafana logs in. */
  readonly readerPassword: TerraformVariable
  /** Who runs the schedules: pg_cron, which this creates, or `sightline worker`. */
  readonly scheduler: 'pg_cron' | 'worker'
  /** Whether the role that deploys is a superuser; on managed servers it is not. */
  readonly superuser: boolean
  /** `keep` refuses to destroy what others may use by now. */
  readonly onDestroy: 'keep' | 'remove'
  /** What the database had before: that is used and left. */
  readonly before?: Before
  /** What has to be there before. */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/** The statement timeout that the SQL release gives to the reader, in milliseconds. */
const statementTimeout = 30_000

/**
 * What has to be in a database before a release: the scheduler and the role with which Grafana logs in. Schemas are made
 * with the release.
 *
 * @example new PostgresBootstrap(this, 'bootstrap', { release, connection, readerPassword, scheduler: 'pg_cron', superuser: false, onDestroy: 'keep' })
 */
export class PostgresBootstrap extends Construct {
  /** What it made; the release comes after all of them. */
  readonly resources: readonly TerraformResource[]

  constructor(scope: Construct, id: string, options: PostgresBootstrapOptions) {
    super(scope, id)
    const {
      release,
      connection,
      readerPassword,
      scheduler,
      superuser,
      onDestroy,
      before,
      dependsOn = [],
    } = options
    const provider = new PostgresqlProvider(this, 'postgresql', {
      host: connection.host.stringValue,
      port: connection.port.numberValue,
      database: connection.database.stringValue,
      username: connection.username.stringValue,
      password: connection.password.stringValue,
      sslmode: connection.sslMode.stringValue,
      superuser,
    })
    const lifecycle = { preventDestroy: onDestroy === 'keep' }
    const common = { provider, lifecycle, dependsOn: [...dependsOn] }
    const database = connection.database.stringValue
    const name = release.project.readerRole
    // Older ones know no write-only arguments.
    TerraformStack.of(this).addOverride('terraform.required_version', '>= 1.11')
    const reader = new Role(this, 'reader', {
      name: literal(name),
      login: true,
      ...writeOnly(readerPassword),
      statementTimeout,
      ...common,
    })
    before?.unlessThere(reader, 'reader')
    before?.adoptReader(reader, name)
    if (before) leaveAdopted(reader, before)
    const cron =
      scheduler === 'pg_cron'
        ? [new Extension(this, 'pg_cron', { name: 'pg_cron', database, ...common })]
        : []
    for (const extension of cron) before?.unlessThere(extension, 'pg_cron')
    this.resources = [...cron, reader]
  }
}

/**
 * A password that is in no state. What says whether it is another one is 20 bits of its hash: too few to find it by, and
 * enough to see a change.
 */
function writeOnly(password: TerraformVariable) {
  return {
    passwordWo: password.stringValue,
    passwordWoVersion: Fn.substr(Fn.sha256(password.stringValue), 0, 5),
  }
}

/** A role that a deploy without the stack made is dropped by `sightline destroy`, where nothing else needs it. */
function leaveAdopted(reader: Role, before: Before): void {
  const adopted = `\${${before.was('reader', 'adopt')}}`
  reader.addOverride('skip_drop_role', adopted)
  reader.addOverride('skip_reassign_owned', adopted)
}
