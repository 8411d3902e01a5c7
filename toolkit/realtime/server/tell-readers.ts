import type { ServerParts } from './server-parts.ts'
import type { Subscriber } from './subscriber.ts'

/** A sign of life to every reader, who is dropped without one of its own. */
export const beat = ({ subscribers, broadcaster }: ServerParts): void => {
  const text = JSON.stringify({ heartbeat: new Date().toISOString(), cursor: broadcaster.cursor })
  for (const subscriber of subscribers) subscriber.beat(text)
}

/** Whoever reads everything is told the figures when they change. */
export function figureTeller({ subscribers, board }: ServerParts): () => Promise<void> {
  const told = new WeakMap<Subscriber, string>()
  return async () => {
    const readers = [...subscribers].filter(({ topics }) => topics.has('all'))
    if (readers.length === 0) return
    const text = JSON.stringify({ figures: await board.read() })
    for (const reader of readers) {
      if (told.get(reader) === text) continue
      told.set(reader, text)
      reader.send(text)
    }
  }
}
