/** What a change of a thing is about; texts may be long, and may say the same in other words. */
export type FactKind =
  | 'title'
  | 'description'
  | 'setting'
  | 'query'
  | 'threshold'
  | 'value mapping'
  | 'link'
  | 'override'
  | 'transformation'
  | 'place'
  | 'content'
  | 'tag'
  | 'choice'
  | 'label'
  | 'condition'
  | 'evaluation'
  | 'delivery'
  | 'text'
  | 'definition'
  | 'schedule'
  | 'column'
  | 'field'
  | 'measure'
  | 'reader'

/** One thing that changes: what it is about, and how people read it. */
export interface Fact {
  readonly kind: FactKind
  readonly text: string
}

/** Facts of one kind. */
export const facts = (kind: FactKind, texts: readonly string[]): Fact[] =>
  texts.map((text) => ({ kind, text }))

/** The sentences of facts. */
export const factTexts = (all: readonly Fact[]): string[] => all.map(({ text }) => text)
