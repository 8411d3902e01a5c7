import { DataResource, type ITerraformDependable, type TerraformResource } from 'cdktf'
import { Construct } from 'constructs'
import type { Release } from 'sightline/engine'
import { destroyCommand } from './destroy-command.ts'
import { literal } from './literal.ts'
import { commandEnvironment, inheritedPostgres, type PostgresConnection } from './postgres-connection.ts'
import { releaseFolder } from './release-folder.ts'
import { sightlineCommand } from './sightline-command.ts'

export interface SqlReleaseOptions {
  readonly release: Release
  readonly connection: PostgresConnection
  /** Whether destroying the stack also removes what releases made in the database; `keep` unless said otherwise. */
  readonly onDestroy?: 'keep' | 'remove'
  /** A number that changes when the database needs the release again, though it is the same. */
  readonly deployment?: string
  /** What has to be there before. */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * Deploys the SQL of a release in two steps: what reads it comes between `expand` and `contract`. The plan names each
 * object that changes with its hashes.
 *
 * @example const sql = new SqlRelease(this, 'sql', { release, connection: postgresConnection(this) })
 */
export class SqlRelease extends Construct {
  /** Adds what is new; what is old still works. */
  readonly expand: DataResource
  /** Makes everything as the release says, and drops what is gone. */
  readonly contract: DataResource

  constructor(
    scope: Construct,
    id: string,
    { release, connection, onDestroy = 'keep', deployment, dependsOn = [] }: SqlReleaseOptions,
  ) {
    super(scope, id)
    const folder = releaseFolder(this, release)
    const apply = (phase: string) =>
      sightlineCommand(this, {
        name: 'apply',
        args: ['--phase', phase, '--yes', '--release', folder],
        environment: commandEnvironment(connection),
      })
    const version = literal(release.version)
    const removal = onDestroy === 'remove' ? [this.#removal(release.project.name, dependsOn)] : []
    this.expand = new DataResource(this, 'expand', {
      triggersReplace: {
        version,
        ...(deployment === undefined ? {} : { deployment }),
        ...objectHashes(release),
      },
      provisioners: [apply('expand')],
      dependsOn: [...dependsOn, ...removal],
    })
    this.contract = new DataResource(this, 'contract', {
      triggersReplace: { version },
      provisioners: [apply('contract')],
      dependsOn: [this.expand],
      lifecycle: { replaceTriggeredBy: [addressOf(this.expand)] },
    })
  }

  /** Has the contract step wait for what deploys the readers of this release. */
  contractAfter(...readers: readonly TerraformResource[]): void {
    this.contract.dependsOn = [...(this.contract.dependsOn ?? []), ...readers.map(addressOf)]
  }

  /** Is destroyed after everything that was deployed with it, and removes the project then. */
  #removal(project: string, dependsOn: readonly ITerraformDependable[]): DataResource {
    return new DataResource(this, 'removal', {
      input: { project: literal(project) },
      dependsOn: [...dependsOn],
      provisioners: [
        destroyCommand(this, {
          name: 'destroy',
          args: ['--yes', '--project', project],
          environment: inheritedPostgres,
        }),
      ],
    })
  }
}

/** How Terraform names a resource where it takes no expression. */
function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`
}

/** What a plan shows: each object in the database, and a hash that changes with it or with anything below it. */
function objectHashes({ sqlObjects }: Release): Record<string, string> {
  const own = sqlObjects.filter(({ kind }) => kind !== 'view copy')
  return Object.fromEntries(own.map(({ kind, name, hash }) => [literal(`${kind} ${name}`), hash]))
}
