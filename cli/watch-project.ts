import { type FSWatcher, watch } from 'node:fs'
import { register } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
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

/** Editors write a file in several steps; of a load that a later step overtakes nobody is told. */
const settled = 15

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
  const saved = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let steps = 0
  let isWhole = true
  const onChange = (folder: string, name: string | null) => {
    if (name === null || !watched.get(folder)?.names.has(name)) return
    saved.add(join(folder, name))
    steps++
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
  /** What could not be loaded may need a file that was not there, which nobody watches. */
  const load = async () => {
    const step = steps
    const changed = isWhole ? [...saved] : undefined
    saved.clear()
    isWhole = false
    try {
      const release = buildRelease(await importSaved(config, changed))
      isWhole = true
      if (step === steps) await onRelease(release)
    } catch (error) {
      if (step === steps) throw error
    }
  }
  await loadTypeScript()
  const stopListening = onLoadedFile(addFile)
  const project = await importSaved(config, undefined)
  return {
    release: buildRelease(project),
    stop: () => {
      stopListening()
      clearTimeout(timer)
      for (const { watcher } of watched.values()) watcher.close()
    },
  }
}

/** What has Node load a file anew, and of what it imports all that was saved since; the files are then watched. */
export const freshQuery = (): string => `?sightline=${++loads}`

/** Loads the config and what imports a saved file anew; everything unless the saved files are known. */
async function importSaved(config: ProjectConfig, saved: readonly string[] | undefined) {
  const query = freshQuery()
  await tellHooks(saved, query.slice(query.indexOf('=') + 1))
  return importProject(config, query)
}

const listeners = new Set<(file: string) => void>()
let hooksPort: MessagePort | undefined

/** Waits until the hooks, which run in another thread, know what was saved. */
async function tellHooks(saved: readonly string[] | undefined, version: string): Promise<void> {
  const port = hooksPort
  if (!port) return
  const known = new Promise<void>((resolve) => {
    const onMessage = (message: HooksMessage) => {
      if (!('version' in message) || message.version !== version) return
      port.off('message', onMessage)
      resolve()
    }
    port.on('message', onMessage)
  })
  // Nothing else may keep the process alive meanwhile.
  port.ref()
  port.postMessage({ saved, version })
  await known
  port.unref()
}

/** A file is loaded, or a version is known. */
type HooksMessage = { readonly file: string } | { readonly version: string }

/** Tells which files are loaded anew, from the first time that somebody wants to know. */
function onLoadedFile(listener: (file: string) => void): () => void {
  listeners.add(listener)
  if (!hooksPort) {
    const { port1, port2 } = new MessageChannel()
    hooksPort = port1
    port1.on('message', (message: HooksMessage) => {
      if ('file' in message) for (const tell of listeners) tell(message.file)
    })
    port1.unref()
    const hooks = pathToFileURL(join(packageRoot(), 'bin', 'fresh-imports.mjs'))
    register(hooks, { data: { port: port2 }, transferList: [port2] })
  }
  return () => listeners.delete(listener)
}
