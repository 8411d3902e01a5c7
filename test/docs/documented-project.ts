import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { repository } from '../support/run-sightline.ts'
import { codeBlocks } from './code-blocks.ts'

/** Writes the files that the blocks of each document name, those of each project into a folder of its own. */
export async function writeProjects(documents: readonly string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'sightline-docs-'))
  await chmod(root, 0o755)
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'))
  await writeFile(join(root, 'package.json'), '{ "type": "module" }')
  for (const document of documents) {
    const contents = new Map<string, string>()
    for (const { file, text } of codeBlocks(document)) {
      if (file) contents.set(file, (contents.get(file) ?? '') + text)
    }
    for (const [file, text] of contents) {
      const path = join(root, projectFolder(document), file)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text)
    }
  }
  return root
}

/** The project that a document is about; pages about parts of definitions go on with theirs. */
export const projectFolder = (document: string): string =>
  document === 'README.md' ? 'README' : 'definitions'

export const removeProjects = (root: string): Promise<void> => rm(root, { recursive: true, force: true })

/** What the repository's compiler says of every TypeScript file below a folder. */
export async function compile(root: string): Promise<string> {
  const config = {
    extends: join(repository, 'tsconfig.json'),
    include: ['*/**/*.ts'],
    exclude: ['node_modules'],
  }
  await writeFile(join(root, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(repository, 'node_modules/.bin/tsc')
  return spawnSync(tsc, ['--pretty', 'false', '-p', root], { cwd: root, encoding: 'utf8' }).stdout
}
