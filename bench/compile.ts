import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publicModules } from '../bin/public-modules.mjs'
import { sources, withKysely, withSightline, writeTypedProject } from './typed-project.ts'

/** Milliseconds of processor that the compiler takes on a project of so many views, and on its queries with Kysely's own types. */
export function timeCompiler(
  repository: string,
  views: number,
): { readonly ours: number; readonly kysely: number } {
  const root = join(repository, '.sightline', 'bench')
  const types = join(root, 'types')
  const tsc = join(repository, 'node_modules/.bin/tsc')
  const run = (args: readonly string[]) => processor(tsc, args, repository)
  run(['-p', 'tsconfig.build.json', '--outDir', types])
  const compile = (name: 'sightline' | 'kysely') => {
    const folder = join(root, `typed-${name}`)
    writeTypedProject(folder, views, name === 'sightline' ? withSightline : withKysely)
    for (const [file, text] of Object.entries(sources[name])) writeFileSync(join(folder, `${file}.ts`), text)
    const declared = publicModules().map(([module, file]) => [module, [join(types, `${file}.d.ts`)]])
    const paths = Object.fromEntries(declared)
    const config = {
      extends: join(repository, 'tsconfig.json'),
      compilerOptions: { paths, types: [], noUnusedLocals: false },
      include: ['*.ts'],
      exclude: [],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    return run(['-p', folder, '--singleThreaded'])
  }
  return { ours: compile('sightline'), kysely: compile('kysely') }
}

/** The shell knows what a process used that has ended. */
function processor(program: string, args: readonly string[], cwd: string): number {
  const script = 'TIMEFORMAT="processor %U %S"; time "$@"'
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', program, ...args], {
    cwd,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`tsc ${args.join(' ')}: ${stdout.slice(0, 2000)}${stderr}`)
  const [, user = 0, system = 0] = /processor ([\d.]+) ([\d.]+)/.exec(stderr)?.map(Number) ?? []
  return (user + system) * 1000
}
