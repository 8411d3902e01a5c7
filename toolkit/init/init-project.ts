import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { namesOf } from '../import/given-names.ts'
import { type ImportOptions, importSources } from '../import/import-sources.ts'
import type { Imported } from '../import/imported.ts'
import { projectFiles } from '../import/project-files.ts'
import { importLine, literal } from '../import/written-code.ts'
import { firstAlertFile, firstDashboardFile } from './first-dashboard.ts'
import { firstNames, firstViewFile } from './first-view.ts'
import { exampleTables, followedTable } from './followed-table.ts'
import type { NewProject } from './new-project.ts'
import { cdktfJson, gitignore, packageJson, stackFile, tsconfig, workflow } from './package-files.ts'

export interface InitOptions {
  readonly folder: string
  readonly project: NewProject
  /** The database whose tables become the sources, and which of them. */
  readonly client?: ClientBase
  readonly choice?: Omit<ImportOptions, 'folder' | 'check'>
}

/** What was written. */
export interface NewProjectFiles {
  readonly files: readonly string[]
  readonly tables: number
  /** The table that the first dashboard shows. */
  readonly follows: string
}

/**
 * Writes a project that runs: its package, its sources with a sample, a view, a dashboard, an alert and a workflow.
 *
 * @throws SightlineError where a file is in the way: then nothing is written
 */
export async function initProject({
  folder,
  project,
  client,
  choice,
}: InitOptions): Promise<NewProjectFiles> {
  const found = await foundManifest(folder)
  const own = ['sightline.config.ts', 'sources', 'sample', 'sql', 'dashboards', 'alerts']
  if (project.cdktf) own.push('cdktf.json', 'stacks')
  const taken = own.filter((path) => existsSync(join(folder, path)))
  if (taken.length > 0) throw inTheWay(taken)
  const imported = client ? (await importSources(client, { folder, ...choice })).imported : exampleTables
  const files = new Map(client ? [] : projectFiles(imported))
  const follows = addFirstFiles(files, imported, project)
  files.set('package.json', packageJson(project, found))
  for (const [path, text] of shared) if (!existsSync(join(folder, path))) files.set(path, text)
  if (project.cdktf) files.set('cdktf.json', cdktfJson).set('stacks/main.ts', stackFile(project))
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return { files: [...files.keys()], tables: imported.tables.length, follows }
}

/** Files that a folder may have already. */
const shared: readonly (readonly [string, string])[] = [
  ['tsconfig.json', tsconfig],
  ['.gitignore', gitignore],
  ['.github/workflows/analytics.yml', workflow],
]

function addFirstFiles(files: Map<string, string>, imported: Imported, project: NewProject): string {
  const followed = followedTable(imported)
  if (!followed) return ''
  const names = firstNames(followed, namesOf(imported))
  files.set(`sql/${names.viewFile}.ts`, firstViewFile(followed, names))
  files.set('dashboards/overview.ts', firstDashboardFile(followed, names, project))
  files.set('alerts/nothing-new.ts', firstAlertFile(followed, names, project))
  files.set('sightline.config.ts', configFile(project))
  return names.tableName
}

const configFile = ({
  name,
  cdktf,
}: NewProject): string => `${importLine(['defineProject'], 'sightline')}import { nothingNew } from './alerts/nothing-new.ts'
import { overview } from './dashboards/overview.ts'
import { sample } from './sample/index.ts'
import { sources } from './sources/index.ts'

/** What the dashboards, alerts and views refer to is found by itself. */
export default defineProject({
  name: ${literal(name)},
  version: '0.1.0',
  folder: { uid: ${literal(name)}, title: ${literal(name.replace(/(^|-)\S/g, (letter) => letter.replace('-', ' ').toUpperCase()))} },
${cdktf ? '  environments: { production: {} },\n' : ''}  definitions: [...sources, overview, nothingNew],
  sample,
})
`

async function foundManifest(folder: string): Promise<Record<string, unknown>> {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return {}
  try {
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {}
  } catch {
    throw inTheWay(['package.json'])
  }
}

const inTheWay = (paths: readonly string[]) =>
  new SightlineError({
    code: 'import-in-the-way',
    what: 'Where the project would be written, something stands already; nothing was written.',
    value: paths.join(', '),
    next: 'Name an empty folder: `sightline init analytics`.',
  })
