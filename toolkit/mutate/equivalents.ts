import type { Proofs } from '../define/proofs/proofs.ts'
import type { Mutation } from './mutation.ts'

interface Listed {
  readonly definition: string
  readonly change: string
  readonly reason: string
}

/** The changes that files of proofs list as changing nothing. */
export class Equivalents {
  readonly #listed: readonly Listed[]
  readonly #used = new Set<Listed>()

  constructor(files: readonly Proofs[]) {
    this.#listed = files.flatMap(({ equivalent }) =>
      equivalent.map(({ of, change, reason }) => ({ definition: of.name, change, reason })),
    )
  }

  /** What to say of a change that a proof noticed, or none. */
  judge(
    definition: string,
    change: string,
    noticedBy: string | undefined,
  ): Pick<Mutation, 'outcome' | 'because'> {
    if (noticedBy !== undefined) return { outcome: 'noticed', because: noticedBy }
    const listed = this.#listed.find((one) => one.definition === definition && one.change === change)
    if (!listed) return { outcome: 'unnoticed', because: undefined }
    this.#used.add(listed)
    return { outcome: 'equivalent', because: listed.reason }
  }

  /** What is listed though it was noticed, or though nothing of the kind was tried. */
  stale(): { readonly definition: string; readonly change: string }[] {
    return this.#listed
      .filter((listed) => !this.#used.has(listed))
      .map(({ definition, change }) => ({ definition, change }))
  }
}
