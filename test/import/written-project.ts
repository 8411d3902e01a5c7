import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { repository, runProgram, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A cast or `any` in code, after comments and texts. */
const cast = /\bas (?!const\b)[A-Za-z{[]|\bany\b/

const withoutTexts = (code: string) =>
  code
    .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")

/** A folder in which commands write a project. */
export interface WrittenProject {
  readonly folder: string
  /** Runs a command that must end with 0, and gives what it prints. */
  run(...args: readonly string[]): Promise<string>
  read(path: string): Promise<string>
  edit(path: string, from: string, to: string): Promise<void>
  /** The project compiles, and no line of it has a cast. */
  expectToCompile(): Promise<void>
}

export async function writtenProject(): Promise<WrittenProject> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'node_modules'))
  await symlink(repository, join(folder, 'node_modules/sightline'))
  const read = (path: string) => readFile(join(folder, path), 'utf8')
  return {
    folder,
    read,
    async run(...args) {
      const { code, stdout, stderr } = await runSightline(args, folder)
      expect(code, stdout + stderr).toBe(0)
      return stdout
    },
    async edit(path, from, to) {
      const text = await read(path)
      expect(text).toContain(from)
      await writeFile(
        join(folder, path),
        text.replace(from, () => to),
      )
    },
    expectToCompile: () => expectToCompile(folder),
  }
}

async function expectToCompile(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true })
  const own = files.filter((path) => path.endsWith('.ts') && !/^(node_modules|\.sightline)/.test(path))
  for (const file of own)
    expect(withoutTexts(await readFile(join(folder, file), 'utf8')), file).not.toMatch(cast)
  const config = JSON.parse(await readFile(join(folder, 'tsconfig.json'), 'utf8'))
  const compilerOptions = { ...config.compilerOptions, extends: undefined }
  const ours = JSON.parse(await readFile(join(repository, 'tsconfig.json'), 'utf8')).compilerOptions
  const paths = Object.entries<string[]>(ours.paths).map(([from, [to = '']]) => [
    from,
    [join(repository, to)],
  ])
  const typeRoots = [join(repository, 'node_modules/@types')]
  const tested = {
    ...config,
    compilerOptions: { ...compilerOptions, paths: Object.fromEntries(paths), typeRoots, types: ['node'] },
  }
  await writeFile(join(folder, 'tsconfig.test.json'), JSON.stringify(tested))
  const { stdout } = await runProgram(
    [join(repository, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.test.json'],
    folder,
  )
  expect(stdout).toBe('')
}
