import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../support/run-sightline.ts'

/** A fenced block of a document. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
  /** The file that the first line names in a comment: `// sql/sources.ts`. */
  readonly file: string | undefined
  /** The heading that it stands under. */
  readonly heading: string
}

/** Every document, as its path from the repository. */
export const documents: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
]

export const readDocument = (path: string): string => readFileSync(join(repository, path), 'utf8')

/** The fenced blocks of a document, in their order. */
export function codeBlocks(document: string): CodeBlock[] {
  const text = readDocument(document)
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ({ 1: language = '', 2: content = '', index }) => ({
      language,
      text: content,
      file: /^\/\/ (\S+\.\w+)\n/.exec(content)?.[1],
      heading:
        /[^#].*/
          .exec(
            text
              .slice(0, index)
              .match(/^#+ .*$/gm)
              ?.at(-1) ?? '',
          )?.[0]
          .trim() ?? '',
    }),
  )
}

/** The commands of a document's shell blocks, one for each line and each `&&`, without comments. */
export function commands(document: string): string[] {
  return codeBlocks(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split(/\n|&&/))
    .map((line) => line.replace(/\s#\s.*$/, '').trim())
    .filter((line) => line !== '')
}
