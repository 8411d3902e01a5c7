import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard'
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

/** Marks on every graph of a dashboard. */
export interface Annotation extends Builder<AnnotationQuery> {
  readonly kind: 'annotation'
  readonly name: string
  readonly query: Query
}

/** Defines marks on every graph of a dashboard, by a query. */
export function annotation(name: string, { color, query }: AnnotationOptions): Annotation {
  const build = () =>
    new AnnotationQueryBuilder()
      .name(name)
      .enable(true)
      .iconColor(color)
      .target(queryTarget(query, 'table', 'Anno'))
      .build()
  return rememberSite({ kind: 'annotation', name, query, build }, annotation)
}
