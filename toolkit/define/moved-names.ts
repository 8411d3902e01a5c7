/**
 * Names that have a place of their own since, for projects that import them from `sightline`. What is named here is told
 * of as deprecated by an editor, with its place.
 */
export type {
  /** @deprecated Import it from `kysely`. */
  Kysely,
} from 'kysely'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  AlertRule,
} from './alerts/alert-rule.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  ContactPoint,
} from './alerts/contact-point.ts'
export {
  /** @deprecated Import it from `sightline/integrations`. */
  alertmanager,
  /** @deprecated Import it from `sightline/integrations`. */
  dingding,
  /** @deprecated Import it from `sightline/integrations`. */
  discord,
  /** @deprecated Import it from `sightline/integrations`. */
  email,
  /** @deprecated Import it from `sightline/integrations`. */
  googleChat,
  /** @deprecated Import it from `sightline/integrations`. */
  jira,
  /** @deprecated Import it from `sightline/integrations`. */
  kafka,
  /** @deprecated Import it from `sightline/integrations`. */
  line,
  /** @deprecated Import it from `sightline/integrations`. */
  oncall,
  /** @deprecated Import it from `sightline/integrations`. */
  opsgenie,
  /** @deprecated Import it from `sightline/integrations`. */
  pagerduty,
  /** @deprecated Import it from `sightline/integrations`. */
  pushover,
  /** @deprecated Import it from `sightline/integrations`. */
  sensuGo,
  /** @deprecated Import it from `sightline/integrations`. */
  slack,
  /** @deprecated Import it from `sightline/integrations`. */
  sns,
  /** @deprecated Import it from `sightline/integrations`. */
  teams,
  /** @deprecated Import it from `sightline/integrations`. */
  telegram,
  /** @deprecated Import it from `sightline/integrations`. */
  threema,
  /** @deprecated Import it from `sightline/integrations`. */
  victorOps,
  /** @deprecated Import it from `sightline/integrations`. */
  webex,
  /** @deprecated Import it from `sightline/integrations`. */
  webhook,
  /** @deprecated Import it from `sightline/integrations`. */
  wecom,
} from './alerts/integrations/index.ts'
export type {
  /** @deprecated Import it from `sightline/cache`. */
  Cache,
  /** @deprecated Import it from `sightline/cache`. */
  CacheKey,
} from './cache.ts'
export {
  /** @deprecated Import it from `sightline/columns`. */
  bigint,
  /** @deprecated Import it from `sightline/columns`. */
  boolean,
  /** @deprecated Import it from `sightline/columns`. */
  bytea,
  /** @deprecated Import it from `sightline/columns`. */
  char,
  /** @deprecated Import it from `sightline/columns`. */
  column,
  /** @deprecated Import it from `sightline/columns`. */
  compositeType,
  /** @deprecated Import it from `sightline/columns`. */
  date,
  /** @deprecated Import it from `sightline/columns`. */
  domain,
  /** @deprecated Import it from `sightline/columns`. */
  doublePrecision,
  /** @deprecated Import it from `sightline/columns`. */
  enumType,
  /** @deprecated Import it from `sightline/columns`. */
  extensionType,
  /** @deprecated Import it from `sightline/columns`. */
  integer,
  /** @deprecated Import it from `sightline/columns`. */
  json,
  /** @deprecated Import it from `sightline/columns`. */
  jsonb,
  /** @deprecated Import it from `sightline/columns`. */
  numeric,
  /** @deprecated Import it from `sightline/columns`. */
  real,
  /** @deprecated Import it from `sightline/columns`. */
  smallint,
  /** @deprecated Import it from `sightline/columns`. */
  text,
  /** @deprecated Import it from `sightline/columns`. */
  time,
  /** @deprecated Import it from `sightline/columns`. */
  timestamp,
  /** @deprecated Import it from `sightline/columns`. */
  timestamptz,
  /** @deprecated Import it from `sightline/columns`. */
  uuid,
  /** @deprecated Import it from `sightline/columns`. */
  varchar,
} from './columns/index.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  Dashboard,
  /** @deprecated Import it from `sightline/engine`. */
  Row,
} from './dashboards/dashboard.ts'
export {
  /** @deprecated Import it from `sightline/data-checks`. */
  acceptedValues,
  /** @deprecated Import it from `sightline/data-checks`. */
  dataCheck,
  /** @deprecated Import it from `sightline/data-checks`. */
  dataQuality,
  /** @deprecated Import it from `sightline/data-checks`. */
  freshness,
  /** @deprecated Import it from `sightline/data-checks`. */
  notNull,
  /** @deprecated Import it from `sightline/data-checks`. */
  relationship,
  /** @deprecated Import it from `sightline/data-checks`. */
  rowCountBetween,
  /** @deprecated Import it from `sightline/data-checks`. */
  uniqueGrains,
} from './data-checks/index.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  DataQuality,
} from './data-quality/data-quality.ts'
export {
  /** @deprecated Import it from `sightline/exports`. */
  exportLink,
  /** @deprecated Import it from `sightline/exports`. */
  sharedExport,
  /** @deprecated Import it from `sightline/exports`. */
  userExport,
} from './exports/index.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  Folder,
} from './folder.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  Age,
  /** @deprecated Import it from `sightline/engine`. */
  Follow,
} from './follow.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  IncrementalView,
} from './incremental-view.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  MaterializedView,
} from './materialized-view.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  Project,
} from './project.ts'
export type {
  /** @deprecated Import it from `sightline/proofs`. */
  GivenRow,
} from './proofs/given-row.ts'
export {
  /** @deprecated Import it from `sightline/proofs`. */
  eventFactory,
  /** @deprecated Import it from `sightline/proofs`. */
  factory,
  /** @deprecated Import it from `sightline/proofs`. */
  given,
  /** @deprecated Import it from `sightline/proofs`. */
  proofs,
  /** @deprecated Import it from `sightline/proofs`. */
  proveEach,
  /** @deprecated Import it from `sightline/proofs`. */
  timeline,
} from './proofs/index.ts'
export type {
  /** @deprecated Import it from `sightline/proofs`. */
  Proof,
  /** @deprecated Import it from `sightline/proofs`. */
  Proofs,
} from './proofs/proofs.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  Rows,
} from './queries/rows.ts'
export type {
  /** @deprecated Import it from `sightline/events`. */
  Event,
} from './realtime/event.ts'
export type {
  /** @deprecated Import it from `sightline/events`. */
  EventData,
} from './realtime/event-field.ts'
export {
  /** @deprecated Import it from `sightline/events`. */
  approximateDistinct,
  /** @deprecated Import it from `sightline/events`. */
  count,
  /** @deprecated Import it from `sightline/events`. */
  countIf,
  /** @deprecated Import it from `sightline/events`. */
  event,
  /** @deprecated Import it from `sightline/events`. */
  field,
  /** @deprecated Import it from `sightline/events`. */
  liveFigure,
  /** @deprecated Import it from `sightline/events`. */
  liveOpen,
  /** @deprecated Import it from `sightline/events`. */
  liveRanking,
  /** @deprecated Import it from `sightline/events`. */
  max,
  /** @deprecated Import it from `sightline/events`. */
  min,
  /** @deprecated Import it from `sightline/events`. */
  occurrence,
  /** @deprecated Import it from `sightline/events`. */
  rollup,
  /** @deprecated Import it from `sightline/events`. */
  sum,
} from './realtime/index.ts'
export type {
  /** @deprecated Import it from `sightline/events`. */
  LiveFigure,
} from './realtime/live-figure.ts'
export type {
  /** @deprecated Import it from `sightline/events`. */
  Occurrence,
  /** @deprecated Import it from `sightline/events`. */
  Simulation,
} from './realtime/occurrence.ts'
export type {
  /** @deprecated Import it from `sightline/events`. */
  Rollup,
} from './realtime/rollup.ts'
export {
  /** @deprecated Import it from `sightline/reports`. */
  figures,
  /** @deprecated Import it from `sightline/reports`. */
  pictureOf,
  /** @deprecated Import it from `sightline/reports`. */
  report,
  /** @deprecated Import it from `sightline/reports`. */
  reportTable,
} from './reports/index.ts'
export type {
  /** @deprecated Import it from `sightline/sample`. */
  Sample,
  /** @deprecated Import it from `sightline/sample`. */
  SampleRow,
  /** @deprecated Import it from `sightline/sample`. */
  SampleTarget,
} from './sample.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  Source,
  /** @deprecated Import it from `sightline/engine`. */
  Table,
} from './source.ts'
export type {
  /** @deprecated Import it from `sightline/engine`. */
  View,
} from './view.ts'
