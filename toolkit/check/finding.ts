/** Something that a rule found wrong. */
export interface Finding {
  readonly rule: string
  /** The definition, as `list` names it: `analytics.mrr`, `dashboard-uid/Panel title`, an alert's name. */
  readonly where: string
  /** What is wrong, with the value. */
  readonly what: string
  /** What to do about it. */
  readonly next: string
  /** The file and line of the definition, where they are known. */
  readonly site: string | undefined
}
