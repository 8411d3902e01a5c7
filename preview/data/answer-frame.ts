import type { DataFrame } from '../../toolkit/grafana/model/frames/frame.ts'
import { dataFrame } from '../../toolkit/grafana/model/frames/frame.ts'
import { readAnswer } from '../../toolkit/grafana/model/frames/read-answer.ts'
import type { QueryAnswer } from './query-answer.ts'

/** A query of a panel, and how its answer is read. */
export interface AnsweredQuery {
  readonly refId: string
  readonly format: string
  readonly answer: QueryAnswer
}

/** An answer as the frame that Grafana's data source makes of it, or why it makes none. */
export function answerFrame({
  refId,
  format,
  answer,
}: AnsweredQuery): { readonly frame: DataFrame } | { readonly problem: string } {
  const { columns, rows, from, to, fill: sent } = answer
  const range = { from: new Date(from), to: new Date(to) }
  const fill = sent ? { ...sent, interval: BigInt(sent.nanoseconds) } : undefined
  const made = readAnswer([{ command: 'SELECT', columns, rows }], { format, range, fill, refId })
  if (made.kind === 'error') return { problem: made.error }
  return { frame: made.kind === 'frame' ? made.frame : dataFrame([], { refId }) }
}
