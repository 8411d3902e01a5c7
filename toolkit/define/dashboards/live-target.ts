import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import type { DataSourceRef } from './query-target.ts'

/** A query of Grafana's own data source that follows a channel of Grafana Live. */
export interface LiveTarget extends Dataquery {
  readonly refId: string
  readonly datasource: DataSourceRef
  readonly queryType: 'measurements'
  /** Empty until the dashboard is built in a project. */
  readonly channel: string
  readonly filter: { readonly fields: readonly string[] }
}

/** Grafana's own data source, which no project has to make. */
export const grafanaItself: DataSourceRef = { type: 'datasource', uid: 'grafana' }

/** What the moments are called of what is pushed. */
const liveTime = 'time'

/** A query for one field of what the live server pushes. */
export function liveTarget(field: string): Builder<LiveTarget> {
  return {
    build: () => ({
      refId: 'A',
      datasource: grafanaItself,
      queryType: 'measurements',
      channel: '',
      filter: { fields: [liveTime, field] },
      _implementsDataqueryVariant,
    }),
  }
}

const _implementsDataqueryVariant = (): void => {}

/** Whether a target follows a channel of Grafana Live. */
export const isLiveTarget = (target: object): target is LiveTarget =>
  'queryType' in target && target.queryType === 'measurements' && 'channel' in target

/** A target with the channel of its project, unless it has one of its own. */
export const completeLiveTarget = (target: LiveTarget, channel: string): LiveTarget =>
  target.channel === '' ? { ...target, channel } : target
