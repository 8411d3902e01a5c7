import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../support/run-sightline.ts'

const definitions = ['sql', 'realtime', 'cache', 'dashboards', 'alerts', 'reports', 'sample']

/** What the files of a folder import: packages by name, files by their folder in the repository. */
function imports(folder: string): { file: string; imported: string }[] {
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((name) => {
      const file = join(folder, name)
      const text = readFileSync(join(repository, file), 'utf8')
      return [...text.matchAll(/(?:\bfrom |\bimport\(?)'([^']+)'/g)].map(([, target = '']) => ({
        file,
        imported: target.startsWith('.') ? place(join(repository, file, '..', target)) : target,
      }))
    })
}

const place = (path: string): string => `./${relative(repository, path).split('/')[0]}`

it('the toolkit imports nothing but itself and packages', () => {
  const outside = imports('toolkit').filter(
    ({ imported }) =>
      /^sightline(\/|$)/.test(imported) || (imported.startsWith('./') && imported !== './toolkit'),
  )
  expect(outside).toEqual([])
})

it.each(definitions)('%s imports the toolkit by its name, and other definitions', (folder) => {
  const allowed = definitions.map((name) => `./${name}`)
  const outside = imports(folder).filter(
    ({ imported }) => imported.startsWith('./') && !allowed.includes(imported),
  )
  expect(outside).toEqual([])
})

it('the command line imports the toolkit by its name', () => {
  expect(imports('cli').filter(({ imported }) => imported === './toolkit')).toEqual([])
})
