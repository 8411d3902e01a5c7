import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ParseResult, parseSync } from 'oxc-parser'
import { publicModules } from '../../bin/public-modules.mjs'
import { repository } from '../support/run-sightline.ts'

/** A TypeScript file of the repository; paths are relative to the repository. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly parsed: ParseResult
  readonly imports: readonly Import[]
}

/** What a file imports, for its types alone or not. */
export interface Import {
  readonly specifier: string
  /** The file of the repository that it means; undefined for a package. */
  readonly target: string | undefined
}

/** The files that are the public surface of the toolkit, by the name that others import. */
export const publicFiles: ReadonlyMap<string, string> = new Map(
  publicModules().map(([name, file]) => [name, `${file}.ts`]),
)

const notOurs = /^(node_modules|dist|release|cdktf\.out|\.git|\.sightline)$|(^|\/)(node_modules|\.sightline)$/

/** Every file of the repository that somebody wrote. */
export async function repositoryFiles(folder = ''): Promise<string[]> {
  const entries = await readdir(join(repository, folder), { withFileTypes: true })
  const found = entries.map((entry): Promise<string[]> | string[] => {
    const path = join(folder, entry.name)
    if (notOurs.test(path) || path.endsWith('.tgz')) return []
    return entry.isDirectory() ? repositoryFiles(path) : [path]
  })
  return (await Promise.all(found)).flat().sort()
}

/** Every TypeScript file of the repository, parsed. */
export async function sourceFiles(): Promise<SourceFile[]> {
  const paths = (await repositoryFiles()).filter((path) => path.endsWith('.ts'))
  return paths.map((path) => {
    const text = readFileSync(join(repository, path), 'utf8')
    const parsed = parseSync(path, text)
    const imports = specifiersOf(parsed, text).map((specifier) => ({
      specifier,
      target: targetOf(specifier, path),
    }))
    return { path, text, parsed, imports }
  })
}

/** Whether a path is one of these files, or lies in one of these folders. */
export const isIn = (path: string, ...places: string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`))

function specifiersOf({ module }: ParseResult, text: string): string[] {
  const { staticImports, staticExports, dynamicImports } = module
  const reexports = staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest))
  const fixed = [...staticImports.map(({ moduleRequest }) => moduleRequest), ...reexports]
  const dynamic = dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start, moduleRequest.end),
  )
  const literal = dynamic.filter((argument) => /^(['"]).*\1$/.test(argument))
  return [
    ...new Set([
      ...fixed.flatMap((request) => request?.value ?? []),
      ...literal.map((argument) => argument.slice(1, -1)),
    ]),
  ]
}

function targetOf(specifier: string, importer: string): string | undefined {
  const ours = publicFiles.get(specifier)
  if (ours !== undefined) return ours
  if (!specifier.startsWith('.')) return undefined
  return join(dirname(importer), specifier)
}
