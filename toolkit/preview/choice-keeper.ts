import type { DataField } from '../grafana/model/frames/frame.ts'

/** What a variable has to choose from, or why nobody knows. */
export type Choices =
  | { readonly ok: true; readonly fields: readonly DataField[] }
  | { readonly ok: false; readonly message: string }

/** Keeps what variables have to choose from for a while; what could not be asked is asked again. */
export interface ChoiceKeeper {
  keep(asked: string, ask: () => Promise<Choices>): Promise<Choices>
  /** These relations have other rows now. */
  rowsChanged(relations: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** The choices of a variable are asked for once for all panels of a page. */
const shortly = 5_000

/** Keeps choices in memory, for as long as a page takes to load. */
export function choicesInMemory(): ChoiceKeeper {
  const known = new Map<string, Promise<Choices>>()
  return {
    keep: (asked, ask) => {
      const found = known.get(asked)
      if (found) return found
      const choices = ask()
      known.set(asked, choices)
      setTimeout(() => known.delete(asked), shortly).unref()
      return choices
    },
    rowsChanged: async () => known.clear(),
    close: async () => known.clear(),
  }
}
