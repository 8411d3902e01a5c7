import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import type { Query } from '../query.ts'
import type { Color } from './color.ts'
import { queryTarget } from './query-target.ts'

export interface AnnotationOptions {
  readonly color: Color
  /** Returns `time` and `text` for each mark, and `tags` separated by commas if there are any. */
  readonly query: Query<{ time: Date | null; text: string }>
}

/** Marks on every graph of a dashboard, from a query. */
export function annotation(name: string, { color, query }: AnnotationOptions): AnnotationQueryBuilder {
  const builder = new AnnotationQueryBuilder().name(name).enable(true).iconColor(color)
  return rememberSite(builder.target(queryTarget(query, 'table', 'Anno')), annotation)
}
