import { basename, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { type InitOptions, initProject, projectName, withConnection } from 'sightline/engine'
import { packageVersion } from '../package-version.ts'
import { print, printJson } from '../terminal.ts'
import { endWaiting } from '../waiting-line.ts'

interface InitCommandOptions {
  readonly name?: string
  readonly email?: string
  readonly database?: string
  readonly schema?: string[]
  readonly tables?: string[]
  readonly timeZone?: string
  readonly cdktf?: boolean
  readonly yes?: boolean
  readonly json?: boolean
}

/** `sightline init`: writes a project that runs. */
export function initCommand(program: Command): void {
  program
    .command('init')
    .argument('[folder]', 'where the project is written', '.')
    .description('Write a project that runs: a view, a dashboard, an alert, and the sources of a database.')
    .option('--name <name>', 'what the project is called; its folder unless given')
    .option('--email <address>', 'whom the alert tells')
    .option('--database <url>', 'the database whose tables become sources; DATABASE_URL unless given')
    .option('--schema <names...>', 'only tables of these schemas')
    .option('--tables <names...>', 'only these tables; a star stands for any letters')
    .option('--time-zone <zone>', 'the zone in which timestamps without one are read')
    .option('--cdktf', 'with a stack that CDK for Terraform deploys')
    .option('--yes', 'ask nothing')
    .option('--json', 'ask nothing, and print for a machine')
    .addHelpText(
      'after',
      '\nOn a terminal it asks for what is not given.\n\nExample:\n  sightline init analytics --database postgres://reader@db.example.com/shop\n\nnpm create sightline@latest analytics does the same.\n',
    )
    .action(async (given: string, options: InitCommandOptions) => {
      const folder = resolve(given)
      const { name, email, database, cdktf } = await answers(folder, options)
      const { schema: schemas, tables, timeZone } = options
      const project = { name: projectName(name), email, cdktf, sightline: packageVersion() }
      const base = { folder, project, choice: { schemas, tables, timeZone } }
      const write = (init: InitOptions) => initProject(init)
      const written = await (database === ''
        ? write(base)
        : withConnection(database, (client) => write({ ...base, client })))
      if (options.json) return printJson({ name: project.name, folder, ...written })
      const place = relative(process.cwd(), folder)
      const sources =
        database === '' ? 'an example' : `${written.tables} ${written.tables === 1 ? 'table' : 'tables'}`
      print(
        `${project.name}: a view, a dashboard and an alert over ${written.follows}, with ${sources} in sources/.\n`,
      )
      print(
        `Next:\n${place === '' ? '' : `  cd ${place}\n`}  npm install\n  npm run check\n  npm run preview`,
      )
    })
}

interface Answers {
  readonly name: string
  readonly email: string
  /** Empty for none. */
  readonly database: string
  readonly cdktf: boolean
}

/** What was given, and on a terminal what is answered. */
async function answers(folder: string, options: InitCommandOptions): Promise<Answers> {
  const database = options.database ?? process.env.DATABASE_URL ?? ''
  const proposed = {
    name: options.name ?? basename(folder),
    email: options.email ?? 'on-call@example.com',
    database,
    cdktf: options.cdktf ?? false,
  }
  if (options.yes || options.json || !process.stdin.isTTY) return proposed
  endWaiting()
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const ask = async (question: string, otherwise: string) => {
    const answer = await terminal.question(`${question}${otherwise === '' ? '' : ` (${otherwise})`}: `)
    return answer.trim() === '' ? otherwise : answer.trim()
  }
  try {
    return {
      name: options.name ?? (await ask('Name of the project', proposed.name)),
      database:
        database !== '' ? database : await ask('Database, as postgres://…, or nothing for an example', ''),
      email: options.email ?? (await ask('Whom do alerts tell', proposed.email)),
      cdktf: options.cdktf ?? /^y/i.test(await ask('Deploy with CDK for Terraform, y or n', 'n')),
    }
  } finally {
    terminal.close()
  }
}
