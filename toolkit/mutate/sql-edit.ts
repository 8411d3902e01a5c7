import { isBlank, type SqlToken } from '../sql/sql-tokens.ts'

/** What a change of a definition is about. */
export type ChangeKind =
  | 'comparison'
  | 'constant'
  | 'join'
  | 'filter'
  | 'aggregate'
  | 'null rule'
  | 'arithmetic'
  | 'order'
  | 'state'

/** Tokens that other text takes the place of. */
export interface SqlEdit {
  readonly kind: ChangeKind
  /** The first token, and the one behind the last. */
  readonly first: number
  readonly end: number
  readonly text: string
}

/** Tokens that a mutator reads, and how to go from one to the next. */
export class Tokens {
  readonly all: readonly SqlToken[]

  constructor(all: readonly SqlToken[]) {
    this.all = all
  }

  /** The text of a token in small letters; empty where there is none. */
  word(index: number): string {
    return this.all[index]?.text.toLowerCase() ?? ''
  }

  /** The place of the next token that is not blank. */
  next(index: number): number {
    for (let place = index + 1; place < this.all.length; place++) {
      const token = this.all[place]
      if (token && !isBlank(token)) return place
    }
    return this.all.length
  }

  previous(index: number): number {
    for (let place = index - 1; place >= 0; place--) {
      const token = this.all[place]
      if (token && !isBlank(token)) return place
    }
    return -1
  }

  /** The place of the bracket that closes the one here. */
  close(open: number): number {
    let depth = 0
    for (let place = open; place < this.all.length; place++) {
      const text = this.word(place)
      if (text === '(') depth++
      else if (text === ')' && --depth === 0) return place
    }
    return this.all.length
  }

  /** The text of some tokens. */
  text(first: number, end: number): string {
    return this.all
      .slice(first, end)
      .map(({ text }) => text)
      .join('')
  }

  /** Where an expression ends that begins here: at a word of `ends`, or where what it stands in closes. */
  end(first: number, ends: ReadonlySet<string>): number {
    for (let place = first; place < this.all.length; place++) {
      const word = this.word(place)
      if (word === '(') place = this.close(place)
      else if (word === ')' || ends.has(word)) return place
    }
    return this.all.length
  }
}
