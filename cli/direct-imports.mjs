import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * A plugin for esbuild: a command imports what it uses from where it is, and not through the list of all there is,
 * with which it would load everything.
 */
export function directImports(repository, lists) {
  const homes = new Map(lists.map(([name, list]) => [name, homesOf(join(repository, list))]))
  return {
    name: 'direct-imports',
    setup({ onLoad }) {
      onLoad({ filter: /\/(cli|stacks)\/.*\.ts$/ }, ({ path }) => ({
        contents: rewrite(readFileSync(path, 'utf8'), homes, dirname(path)),
        loader: 'ts',
      }))
    },
  }
}

/** Where each name of a list comes from, and what it is called there. */
function homesOf(list) {
  const homes = new Map()
  for (const [, names, file] of readFileSync(list, 'utf8').matchAll(/^export \{([^}]*)\} from '(.*)'/gm))
    for (const [original, name] of valuesOf(names))
      homes.set(name, { original, file: file.startsWith('.') ? join(dirname(list), file) : file })
  return homes
}

/** The names in braces that are not types, each with what it is renamed to. */
const valuesOf = (names) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => name.split(' as '))
    .map(([original, renamed = original]) => [original, renamed])

const rewrite = (text, homes, folder) =>
  text.replace(/^import (type )?\{([^}]*)\} from '([^']*)'/gm, (statement, type, names, module) => {
    const home = homes.get(module)
    if (!home || type) return statement
    const imports = valuesOf(names).map(([name, renamed]) => {
      const found = home.get(name)
      if (found === undefined) throw new Error(`${module} has no ${name}`)
      const from = found.file.startsWith('/') ? `./${relative(folder, found.file)}` : found.file
      return `import { ${found.original} as ${renamed} } from '${from}'`
    })
    return imports.join(';')
  })
