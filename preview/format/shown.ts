/** A number as a panel shows it, in the parts that may differ in size. */
export interface Shown {
  readonly prefix: string
  readonly text: string
  readonly suffix: string
}

/** The parts of a shown number as one text. */
export const asText = ({ prefix, text, suffix }: Shown): string => `${prefix}${text}${suffix}`
