import { relative, sep } from 'node:path'
import { watch } from 'chokidar'

/** How long after the last event: editors write a file in several steps. */
const settled = 15

/** Tells when files of a folder were saved, without those of packages and hidden ones. */
export class FileChanges {
  readonly #watcher
  readonly ready: Promise<void>
  #wake = () => {}

  constructor(folder: string) {
    this.#watcher = watch(folder, {
      ignoreInitial: true,
      ignored: (path) => relative(folder, path).split(sep).some(isIgnored),
    })
    this.ready = new Promise((resolve) => this.#watcher.once('ready', resolve))
    let timer: NodeJS.Timeout | undefined
    this.#watcher.on('all', () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.#wake(), settled)
    })
  }

  /** Resolves at the first change after this call. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  end(): Promise<void> {
    return this.#watcher.close()
  }
}

const isIgnored = (name: string) => name === 'node_modules' || (name.startsWith('.') && name !== '..')
