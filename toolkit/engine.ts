/** What works on definitions: builds, checks, compares and deploys them. Definitions themselves come from `sightline`. */
export { type Noise, noiseOf } from './backtest/noise.ts'
export type { OtherThreshold } from './backtest/other-thresholds.ts'
export type { Firing, Moment } from './backtest/replay.ts'
export { type Backtest, type BacktestOptions, runBacktest } from './backtest/run-backtest.ts'
export { type Stretch, stretchesOf } from './backtest/stretches.ts'
export type { Finding } from './check/finding.ts'
export { queryPlaces } from './check/query-places.ts'
export type { CheckContext, CheckedGrain, CheckedQuery, Rule, StoredView } from './check/rule.ts'
export { rules } from './check/rules/index.ts'
export { type AuditedCheck, type AuditOptions, runAudit } from './check/run-audit.ts'
export { applyRules, type CheckOptions, type CheckReport, runCheck } from './check/run-check.ts'
export { runQueries } from './check/run-queries.ts'
export type { AlertRule, AlertRuleOptions, SeveralQueriesOptions } from './define/alerts/alert-rule.ts'
export type { Comparison, Condition, MathCondition, ThresholdCondition } from './define/alerts/condition.ts'
export type { ContactPoint } from './define/alerts/contact-point.ts'
export { templatesOf } from './define/alerts/contact-point.ts'
export type { Integration, MessageText, Setting, Settings } from './define/alerts/integrations/integration.ts'
export { mapSettings } from './define/alerts/integrations/integration.ts'
export { type MessageTemplate, templateCall, templateText } from './define/alerts/message-template.ts'
export type {
  MuteInterval,
  MuteTiming,
  NumberRange,
  TimeOfDay,
  TimeSpan,
  Weekday,
  WeekdayRange,
} from './define/alerts/mute-timing.ts'
export type { Notifications } from './define/alerts/notifications.ts'
export { isSecret, type Secret } from './define/alerts/secret.ts'
export type { Reducer, WatchedQuery } from './define/alerts/watched-query.ts'
export { Column, type ColumnShape } from './define/columns/column.ts'
export type { AnnotationOptions } from './define/dashboards/annotation.ts'
export type {
  Dashboard,
  DashboardOptions,
  RefreshInterval,
  Row,
  RowOptions,
} from './define/dashboards/dashboard.ts'
export type { DataLink } from './define/dashboards/data-link.ts'
export type { FieldOverride } from './define/dashboards/field-override.ts'
export type { QueryFormat } from './define/dashboards/query-target.ts'
export type { ThresholdStep, Thresholds } from './define/dashboards/thresholds.ts'
export type { Bucket } from './define/dashboards/time-macros.ts'
export type { Transformation } from './define/dashboards/transformation.ts'
export type { Unit } from './define/dashboards/unit.ts'
export type { ShownAs } from './define/dashboards/value-mapping.ts'
export type { DataCheck, DataCheckOptions } from './define/data-check.ts'
export type { DataQuality, DataQualityOptions } from './define/data-quality/data-quality.ts'
export type { DataSource } from './define/data-source.ts'
export type { Environment, Redirection } from './define/environment.ts'
export type { ExportSet } from './define/exports/export-set.ts'
export type { SharedExportOptions } from './define/exports/shared-export.ts'
export type { UserExportOptions } from './define/exports/user-export.ts'
export type { Duration, Interval } from './define/expressions/clock.ts'
export type { Folder } from './define/folder.ts'
export type { Age, Follow } from './define/follow.ts'
export type { IncrementalView } from './define/incremental-view.ts'
export type { DescendingColumn, IndexColumn } from './define/index-column.ts'
export type { MaterializedView, MaterializedViewOptions } from './define/materialized-view.ts'
export type { GaugeOptions } from './define/panels/gauge-panel.ts'
export type {
  NumericFieldOf,
  PanelFrame,
  PanelOptions,
  PanelSize,
  TextFieldOf,
  TimeQuery,
} from './define/panels/panel-options.ts'
export type { PieChartOptions } from './define/panels/pie-chart-panel.ts'
export type { TablePanelOptions } from './define/panels/table-panel.ts'
export type { TextPanelOptions } from './define/panels/text-panel.ts'
export type { TimeseriesOptions } from './define/panels/timeseries-panel.ts'
export type { XyChartOptions } from './define/panels/xy-chart-panel.ts'
export type { KeptFor, PartitionBy, PartitionSpan } from './define/partitions/partition-by.ts'
export type { Exclusion, Project, ProjectOptions, SqlDefinition } from './define/project.ts'
export type {
  ExpectedAlert,
  ExpectedRow,
  Opened,
  ProvenState,
  Shown,
  ShownCell,
  ShownRow,
} from './define/proofs/expectation.ts'
export type { ExpectedSections, ReportedFigure, ReportedValue } from './define/proofs/expected-report.ts'
export type { GivenRows, GivenTable, PartialRow } from './define/proofs/given-row.ts'
export type { Rows } from './define/queries/rows.ts'
export type { FieldOf } from './define/query.ts'
export type { RefreshFunction, RefreshFunctionOptions, RefreshLogRow } from './define/refresh-function.ts'
export type { Relation } from './define/relation.ts'
export type { Schedule, ScheduleOptions } from './define/schedule.ts'
export type { Columns, Source, Table, TableOptions } from './define/source.ts'
export type { IndexedTable, SourceIndex, SourceIndexOptions } from './define/source-index.ts'
export type { SqlFunction, SqlFunctionOptions } from './define/sql-function.ts'
export type { CustomVariableOptions, MultiCustomVariableOptions } from './define/variables/custom-variable.ts'
export type { DataSourceVariableOptions } from './define/variables/fixed-variables.ts'
export type { IntervalOption, IntervalVariableOptions } from './define/variables/interval-variable.ts'
export type { AllOptions, QueryVariableOptions } from './define/variables/query-variable.ts'
export type {
  DateBoxOptions,
  NumberBoxOptions,
  TextBoxOptions,
} from './define/variables/text-box-variable.ts'
export type {
  AnyVariable,
  IntervalVariable,
  MultiVariable,
  SingleVariable,
  Variable,
} from './define/variables/variable.ts'
export type { View, ViewOptions, ViewParameter } from './define/view.ts'
export { brokenQueries } from './deploy/plan/broken-queries.ts'
export { deployDefaults } from './deploy/plan/deploy-defaults.ts'
export { findDrift } from './deploy/plan/drift.ts'
export { type DriftFinding, isRepairable } from './deploy/plan/drift-finding.ts'
export { obstacles, type Plan, planRelease } from './deploy/plan/plan.ts'
export type { ChangeKind, Hazard, Phase, PlanStep } from './deploy/plan/plan-step.ts'
export type { PlanOptions } from './deploy/plan/planner.ts'
export { type ReaderState, readerState } from './deploy/reader/reader-state.ts'
export {
  earlierRelease,
  lastRollback,
  type PastRelease,
  releaseHistory,
} from './deploy/records/release-history.ts'
export { type ApplyResult, applyRelease } from './deploy/run/apply.ts'
export type { ApplyOptions } from './deploy/run/apply-options.ts'
export { type Destroyed, type DestroyOptions, destroyProject } from './deploy/run/destroy.ts'
export type { Kept } from './deploy/run/forget-project.ts'
export { planScript } from './deploy/run/plan-script.ts'
export { longestWait } from './deploy/run/reader-patience.ts'
export { grafanaNow } from './diff/compared-grafana.ts'
export type { ComparedGrafana, ComparedRelease } from './diff/compared-release.ts'
export { deployedRelease } from './diff/deployed-release.ts'
export { type DiffOptions, diffReleases } from './diff/diff-releases.ts'
export type { AffectedLineage, DiffReport, Verdict } from './diff/diff-report.ts'
export { type PictureDiffOptions, pictureDiff } from './diff/picture-diff.ts'
export { comparedRelease, readRelease } from './diff/read-release.ts'
export { affectedMermaid } from './diff/report/affected-mermaid.ts'
export type { Line } from './diff/report/line.ts'
export { diffMarkdown, type MarkdownOptions } from './diff/report/report-markdown.ts'
export { reportSections } from './diff/report/report-sections.ts'
export type { Section } from './diff/report/section.ts'
export { verdictLine } from './diff/report/verdict-line.ts'
export type { DataOptions } from './diff/run-on-data.ts'
export type { DiffSample } from './diff/side-databases.ts'
export type { DoctorCheck } from './doctor/doctor-check.ts'
export { runDoctor } from './doctor/run-doctor.ts'
export { withEmptyServer } from './embedded/empty-server.ts'
export { withThrowawayServer } from './embedded/throwaway-server.ts'
export { exportFileName } from './exports/export-file-name.ts'
export type { ExportFormat } from './exports/export-format.ts'
export { type ExportFormatName, exportFormats, isExportFormat } from './exports/export-formats.ts'
export type { WantedRows } from './exports/exported-rows.ts'
export { type ExportOptions, runExport } from './exports/run-export.ts'
export { type ExportRange, wantedRange } from './exports/wanted-range.ts'
export { describeSite as definitionSite } from './foundation/definition-site.ts'
export { type AlertDuration, durationSeconds } from './foundation/durations.ts'
export { type ErrorCode, errorCodes } from './foundation/error-codes.ts'
export { shortJson } from './foundation/json.ts'
export { isRunning } from './foundation/process-identity.ts'
export { type Problem, SightlineError } from './foundation/sightline-error.ts'
export { unreachable } from './foundation/unreachable.ts'
export {
  type CommentResult,
  commentOnPullRequest,
  type PullRequestComment,
  pullRequestOf,
} from './github/comment-on-pull-request.ts'
export type { GitHub } from './github/github.ts'
export type { RuleJson } from './grafana/alerting/build-rule.ts'
export { muteIntervals } from './grafana/alerting/mute-intervals.ts'
export type { RuleGroup } from './grafana/alerting/rule-groups.ts'
export { type AnyDataSource, databaseOf, hostsOf, poolSettings } from './grafana/data-source-settings.ts'
export {
  type ExpandedQuery,
  expandMacros,
  type MacroContext,
} from './grafana/model/macros/expand-macros.ts'
export { relativeTime, type TimeRange, timeRange } from './grafana/model/time/time-range.ts'
export { markTags, type ProjectInGrafana } from './grafana/release-mark.ts'
export type { GrafanaDifference } from './grafana-api/compare-grafana.ts'
export type { FieldDifference } from './grafana-api/compare-json.ts'
export { type GrafanaAccess, GrafanaApi } from './grafana-api/grafana-api.ts'
export { type GrafanaStatus, grafanaStatus } from './grafana-api/grafana-status.ts'
export { describeGrafana, grafanaUrl } from './grafana-api/grafana-url.ts'
export { describeIdentity, type GrafanaIdentity } from './grafana-api/identity.ts'
export {
  type MarkedRelease,
  markRelease,
  type ReleaseMark,
  releaseInGrafana,
} from './grafana-api/mark-release.ts'
export { type GrafanaPlan, planGrafana } from './grafana-api/plan-grafana.ts'
export { type PushOptions, type PushResult, pushGrafana } from './grafana-api/push-grafana.ts'
export type { ReadingFrom } from './grafana-api/reading-from.ts'
export { removeMarks } from './grafana-api/remove-marks.ts'
export { restorePanelIds } from './grafana-api/restore-panel-ids.ts'
export { type ImportOptions, type ImportResult, importSources } from './import/import-sources.ts'
export type { ImportChange } from './import/source-changes.ts'
export { type ImportViewsResult, importViews } from './import/views/import-views.ts'
export { type InitOptions, initProject, type NewProjectFiles } from './init/init-project.ts'
export { type NewProject, projectName } from './init/new-project.ts'
export { pluralOf } from './kinds/definition-kinds.ts'
export type { DesiredObject } from './kinds/desired-object.ts'
export { isBaseTable } from './kinds/is-base-table.ts'
export { buildLineage } from './lineage/build-lineage.ts'
export {
  ColumnLineage,
  type ColumnName,
  type ColumnOrigin,
  columnText,
} from './lineage/columns/column-lineage.ts'
export {
  type Direction,
  type LineageEdge,
  LineageGraph,
  type LineageNode,
  type UnreadQuery,
} from './lineage/graph.ts'
export { countSimulation } from './local/count-simulation.ts'
export { addForeignKeys, createSources, createSourceTables } from './local/create-sources.ts'
export { deployFresh } from './local/deploy-fresh.ts'
export { fillEmptyDatabase } from './local/fill-empty-database.ts'
export { freezeClock } from './local/frozen-clock.ts'
export { type LoadOptions, loadSample } from './local/load-sample.ts'
export { type LocalDatabase, type LocalOptions, openLocalDatabase } from './local/local-database.ts'
export { type ScratchOptions, withScratchDatabase } from './local/scratch-database.ts'
export type { Mutation, MutationReport } from './mutate/mutation.ts'
export { type MutateOptions, runMutations } from './mutate/run-mutations.ts'
export { type PartitionRequest, partitionRequest } from './partition/partition-request.ts'
export { type PartitionPlan, type PartitionStep, planPartitioning } from './partition/plan-partitioning.ts'
export {
  type PartitioningOptions,
  type PartitioningResult,
  partitionTable,
  planUndoOf,
  unpartitionTable,
} from './partition/run-partitioning.ts'
export { createClient, inTransaction } from './postgres/client.ts'
export { openSession } from './postgres/session.ts'
export { withClient } from './postgres/with-client.ts'
export { withConnection } from './postgres/with-connection.ts'
export { withDatabase } from './postgres/with-database.ts'
export { cachedChoices } from './preview/cached-choices.ts'
export { letReaderIn } from './preview/let-reader-in.ts'
export {
  type ChangedPicture,
  type PicturedSide,
  type PictureOptions,
  pictureChanges,
} from './preview/picture-changes.ts'
export { type PreviewContent, previewContent, readPreviewContent } from './preview/preview-content.ts'
export { previewQuestions } from './preview/preview-questions.ts'
export { type Preview, type PreviewOptions, startPreview } from './preview/start-preview.ts'
export { type Screenshot, type ScreenshotOptions, takeScreenshots } from './preview/take-screenshots.ts'
export type { ComparedCell, Mismatch } from './proofs/compare-rows.ts'
export { type ProofResult, type Prover, withProver } from './proofs/prover.ts'
export { headline } from './query/headline.ts'
export { alertRuleGroups } from './release/alert-rule-groups.ts'
export { allSources } from './release/all-sources.ts'
export { buildRelease } from './release/build-release.ts'
export { type DesiredGrafana, desiredGrafana } from './release/desired-grafana.ts'
export { type DesiredSchedule, desiredSchedules } from './release/desired-schedules.ts'
export { type DesiredState, desiredState } from './release/desired-state.ts'
export { projectIn } from './release/project-in.ts'
export { type ReleaseFolder, readReleaseFolder } from './release/read-release-folder.ts'
export type * from './release/release.ts'
export { releaseFolderFiles } from './release/release-folder-files.ts'
export type { SqlObject } from './release/sql-object.ts'
export { buildIntoFolder, writeRelease } from './release/write-release.ts'
export { type MailSettings, mailSettings, openMailer } from './reports/delivery/mailer.ts'
export { type ReportHistoryRow, reportHistory } from './reports/delivery/report-history.ts'
export { type ReportWorkerOptions, startReportWorker } from './reports/delivery/report-worker.ts'
export { type SendOptions, type SentDelivery, sendReports } from './reports/delivery/send-reports.ts'
export {
  requireSecret,
  type UnsubscribeSettings,
  unsubscribeLink,
  unsubscribeSettings,
} from './reports/delivery/unsubscribe-link.ts'
export { type RenderOptions, renderReport, requireReport } from './reports/render-report.ts'
export { failedSections, type ReportContent } from './reports/report-content.ts'
export { isReportFormat, type ReportFormatName, reportFormats } from './reports/report-formats.ts'
export {
  planSchedules,
  type RecordedSchedules,
  type ScheduleChange,
  type ScheduleConflict,
  type SchedulePlan,
} from './schedules/plan-schedules.ts'
export { type RefreshOptions, refreshViews } from './schedules/refresh-views.ts'
export type { RefreshedView } from './schedules/refreshed-view.ts'
export type { ScheduleRun } from './schedules/run-schedule.ts'
export {
  needsAttention,
  type ScheduleReport,
  type ScheduleStatus,
  scheduleStatus,
} from './schedules/schedule-status.ts'
export { startWorker, type Worker, type WorkerOptions } from './schedules/worker.ts'
export { type Server, type ServerOptions, startServer } from './serve/start-server.ts'
export { type CompiledSql, compileQuery } from './sql/compile-query.ts'
export {
  type IndexGain,
  runTune,
  type TriedIndex,
  type TunedResult,
  type TuneOptions,
  type TuneReport,
} from './tune/run-tune.ts'
