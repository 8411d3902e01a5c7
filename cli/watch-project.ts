import { type FSWatcher, watch } from 'node:fs'
import { register } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { buildRelease, type Release } from 'sightline/engine'
import { importProject, type ProjectConfig } from './load-project.ts'
import { loadTypeScript } from './load-typescript.ts'
import { packageRoot } from './package-root.ts'

/** A project whose files are watched. */
export interface ProjectWatch {
  /** The release as it was when the watch began. */
  readonly release: Release
  stop(): void
}

/** Editors write a file in several steps. */
const settled = 40

let loads = 0

/**
 * Loads a project, and again whenever one of the files that it is made of is saved; packages are loaded once.
 *
 * @throws whatever the first load throws; later problems go to `onError`, and the watch goes on
 * @example const watch = await watchProject(projectConfig(command), (release) => preview.update(…), report)
 */
export async function watchProject(
  config: ProjectConfig,
  onRelease: (release: Release) => void | Promise<void>,
  onError: (error: unknown) => void | Promise<void>,
): Promise<ProjectWatch> {
  const watched = new Map<string, { readonly names: Set<string>; readonly watcher: FSWatcher }>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const onChange = (folder: string, name: string | null) => {
    if (name === null || !watched.get(folder)?.names.has(name)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(load).catch(onError)
    }, settled)
  }
  const addFile = (file: string) => {
    const folder = dirname(file)
    const known = watched.get(folder)
    if (known) known.names.add(basename(file))
    else {
      const watcher = watch(folder, (_, name) => onChange(folder, name))
      watched.set(folder, { names: new Set([basename(file)]), watcher })
    }
  }
  const load = async () => onRelease(buildRelease(await importFresh(config)))
  await loadTypeScript()
  const stopListening = onLoadedFile(addFile)
  const project = await importFresh(config)
  return {
    release: buildRelease(project),
    stop: () => {
      stopListening()
      clearTimeout(timer)
      for (const { watcher } of watched.values()) watcher.close()
    },
  }
}

/** What has Node load a file, and all that it imports, anew; the files are then watched. */
export const freshQuery = (): string => `?sightline=${++loads}`

const importFresh = (config: ProjectConfig) => importProject(config, freshQuery())

const listeners = new Set<(file: string) => void>()
let registered = false

/** Tells which files are loaded anew, from the first time that somebody wants to know. */
function onLoadedFile(listener: (file: string) => void): () => void {
  listeners.add(listener)
  if (!registered) {
    registered = true
    const { port1, port2 } = new MessageChannel()
    port1.on('message', (file: unknown) => {
      for (const tell of listeners) tell(String(file))
    })
    port1.unref()
    const hooks = pathToFileURL(join(packageRoot(), 'bin', 'fresh-imports.mjs'))
    register(hooks, { data: { port: port2 }, transferList: [port2] })
  }
  return () => listeners.delete(listener)
}
