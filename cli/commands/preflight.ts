import type { Command } from 'commander'
import {
  obstacles,
  type Plan,
  planGrafana,
  planRelease,
  releaseHistory,
  SightlineError,
  withDatabase,
} from 'sightline/engine'
import { requireDatabaseUrl } from '../database-url.ts'
import { describeError } from '../describe-error.ts'
import { gitRevision } from '../git-revision.ts'
import { requireGrafana } from '../grafana-access.ts'
import { type Desired, loadDesired, withReleaseOption } from '../load-desired.ts'
import { requireNewer } from '../require-newer.ts'
import { printScript } from '../terminal.ts'
import { useTerraformVariables } from '../terraform-variables.ts'
import { nothingThere, type ThereBefore, thereInDatabase, thereInGrafana } from '../there-before.ts'

/** What Terraform's data source `external` takes: a flat object of texts. */
interface Answer extends ThereBefore {
  /** A number that is another one whenever the database needs this release deployed (again). */
  readonly deployment: string
  /** What stands in the way, in words; empty where nothing does. */
  readonly refusal: string
}

/** `sightline preflight`: what the database has, and what stands in the way, as an input of Terraform's plan. */
export function preflightCommand(program: Command): void {
  const command = withReleaseOption(program.command('preflight'))
    .description("Look at both sides while Terraform plans, as a program of its data source 'external'.")
    .option('--json', 'print for a machine, as it does without')
    .addHelpText(
      'after',
      '\nExample:\n  sightline preflight --release release\n\nThe connections are the variables of the stack: TF_VAR_postgres_host and so on. It changes nothing, and prints\na JSON object: `deployment`, which changes when the database needs the release again, `refusal` in words, and\nwhat was there before.\n',
    )
  command.action(async (options: { release?: string }) => {
    const answer = await look(command, options).catch((error: unknown): Answer => {
      if (!(error instanceof SightlineError)) throw error
      return { ...nothingThere, deployment: '0', refusal: describeError(error) }
    })
    printScript(JSON.stringify(answer))
  })
}

async function look(command: Command, options: { release?: string }): Promise<Answer> {
  useTerraformVariables(process.env)
  const release = await loadDesired(command, options)
  const grafana = await planGrafana(requireGrafana({}), release.grafana)
  return { ...(await lookAtDatabase(release)), ...thereInGrafana(grafana) }
}

type DatabaseAnswer = Omit<Answer, keyof ReturnType<typeof thereInGrafana>>

async function lookAtDatabase({ desired, folder }: Desired): Promise<DatabaseAnswer> {
  return withDatabase(requireDatabaseUrl({}), async (client) => {
    await requireNewer(client, desired, { folder, revision: await gitRevision(folder) })
    const plan = await planRelease(client, desired)
    const history = await releaseHistory(client, desired.project)
    const current = history.find(({ phase }) => phase !== 'started')
    const isInPlace = current?.version === desired.version && current.phase === 'done'
    const finished = history.filter(({ version, phase }) => version === desired.version && phase === 'done')
    const isDone = isInPlace && plan.steps.length === 0
    return {
      ...(await thereInDatabase(client, desired.readerRole, process.env.TF_VAR_reader_password ?? '')),
      deployment: String(finished.length + (isDone ? 0 : 1)),
      refusal: [...obstacles(plan).map(({ message }) => message), ...(isDone ? byHand(plan) : [])].join('\n'),
    }
  })
}

/** What was changed by hand such that a panel may be broken, and no deployment of the same release puts right. */
function byHand({ drift }: Plan): string[] {
  return drift
    .filter(({ kind, difference }) => {
      if (kind === 'grant') return difference.some((line) => line.startsWith('-'))
      return kind === 'changed'
    })
    .map(
      ({ object, kind }) =>
        `${object}: the ${kind === 'grant' ? 'grant' : 'definition'} was changed by hand; \`sightline apply --repair\` puts it right.`,
    )
}
