import { DataResource, Fn, Op, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import type { Release } from 'sightline/engine'
import type { Permission } from '../grafana/folder-permission.ts'
import { type Backend, useBackend } from './backend.ts'
import { Before } from './before.ts'
import { readerPassword } from './data-source-arguments.ts'
import { External } from './external.ts'
import { grafanaConnection, grafanaEnvironment } from './grafana-connection.ts'
import { GrafanaRelease } from './grafana-release.ts'
import { literal } from './literal.ts'
import { PostgresBootstrap } from './postgres-bootstrap.ts'
import { commandEnvironment, postgresConnection } from './postgres-connection.ts'
import { releaseFolder } from './release-folder.ts'
import { programFrom, sightlineCommand } from './sightline-command.ts'
import { SqlRelease } from './sql-release.ts'

export interface AnalyticsStackOptions {
  readonly release: Release
  /** Where Terraform keeps its state; a file beside `cdktf.json` unless said otherwise. */
  readonly backend?: Backend
  /** Who runs the schedules; `pg_cron` unless said otherwise. */
  readonly scheduler?: 'pg_cron' | 'worker'
  /** Whether the role that deploys is a superuser; on managed servers it is not. */
  readonly superuser?: boolean
  /** Who may do what with the folder in Grafana. */
  readonly permissions?: readonly Permission[]
  /** Whether destroying the stack also removes what it made in the database; `keep` unless said otherwise. */
  readonly onDestroy?: 'keep' | 'remove'
}

/**
 * A release on both systems as one unit, in the order that never breaks a panel: a look at both, what the database
 * needs, new SQL, Grafana, and the end of the old SQL.
 *
 * @example new AnalyticsStack(app, 'shop-production', { release: buildRelease(projectIn(project, 'production')) })
 */
export class AnalyticsStack extends TerraformStack {
  constructor(scope: Construct, id: string, options: AnalyticsStackOptions) {
    super(scope, id)
    const { release, permissions, scheduler = 'pg_cron', superuser = false, onDestroy = 'keep' } = options
    useBackend(this, options.backend ?? { type: 'local' })
    const postgres = postgresConnection(this)
    const grafana = grafanaConnection(this)
    const look = new External(this, 'look', [
      'node',
      programFrom(this),
      'preflight',
      '--release',
      releaseFolder(this, release),
    ])
    const deployment = look.answer('deployment')
    const before = new Before(this, 'before', look)
    const environment = { ...commandEnvironment(postgres), ...grafanaEnvironment(grafana) }
    const preflight = this.#preflight(release, look, before, environment)
    const bootstrap = new PostgresBootstrap(this, 'bootstrap', {
      release,
      connection: postgres,
      readerPassword: readerPassword(this),
      scheduler,
      superuser,
      onDestroy,
      before,
      dependsOn: [preflight],
    })
    const sql = new SqlRelease(this, 'sql', {
      release,
      connection: postgres,
      onDestroy,
      deployment,
      dependsOn: bootstrap.resources,
    })
    const { mark } = new GrafanaRelease(this, 'grafana', {
      release,
      grafana,
      postgres,
      before,
      dependsOn: [sql.expand],
      ...(permissions ? { permissions } : {}),
    })
    sql.contractAfter(mark)
  }

  /**
   * Whatever would stop the release half way is found while Terraform plans, before it removes anything, and once more
   * before anything is done. A destroy goes on: there Terraform only warns.
   */
  #preflight(
    release: Release,
    look: External,
    before: Before,
    environment: Record<string, string>,
  ): DataResource {
    const args = ['--grafana', '--release', releaseFolder(this, release)] as const
    const refusal = look.answer('refusal')
    return new DataResource(this, 'preflight', {
      triggersReplace: { version: literal(release.version), deployment: look.answer('deployment') },
      lifecycle: {
        precondition: [
          { condition: Op.lt(Fn.lengthOf(refusal), 1), errorMessage: refusal },
          {
            condition: `\${!(${before.was('reader', 'there', 'locked')} && ${look.expression('reader')} == "locked")}`,
            errorMessage: look.answer('reader_refusal'),
          },
        ],
      },
      provisioners: [sightlineCommand(this, { name: 'plan', args: [...args], environment })],
    })
  }
}
