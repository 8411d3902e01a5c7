import { bigint, doublePrecision, table, text, timestamptz } from 'sightline'

export const refreshLog = table('analytics.refresh_log', {
  description:
    'One row for each refresh of a materialized view: when it began, how long it took, what it left.',
  primaryKey: ['view_name', 'started_at'],
  columns: {
    view_name: text(),
    started_at: timestamptz(),
    duration_ms: doublePrecision(),
    row_count: bigint(),
  },
})
