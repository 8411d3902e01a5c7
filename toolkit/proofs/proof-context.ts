import type pg from 'pg'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { Definition } from '../define/project.ts'
import type { GivenTable } from '../define/proofs/given-row.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { buildRule, type RuleJson } from '../grafana/alerting/build-rule.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { eachProjectQuery, type ProjectQuery } from '../release/project-query.ts'
import type { BuiltDashboard, Release } from '../release/release.ts'
import { relationName } from '../sql/relation-name.ts'
import { type ProvenView, provenViews } from './proven-view.ts'

/** What proofs are run with: a database of their own, and what they may look at. */
export interface ProofContext {
  readonly client: pg.ClientBase
  readonly release: Release
  /** The tables that rows can be given to, by name. */
  readonly tables: ReadonlyMap<string, GivenTable>
  readonly views: ReadonlyMap<string, ProvenView>
  /** The tables in which events are counted. */
  readonly rollups: readonly Rollup[]
  readonly dashboards: ReadonlyMap<string, BuiltDashboard>
  readonly queries: readonly ProjectQuery[]
  /** A rule as Grafana gets it. */
  ruleJson(rule: AlertRule): RuleJson
}

/** The context of a release on a database that was made for its proofs. */
export function proofContext(client: pg.ClientBase, release: Release): ProofContext {
  const { project, dashboards } = release
  const tables = project.definitions.filter(isTable)
  const rules = new Map<AlertRule, RuleJson>()
  return {
    client,
    release,
    tables: new Map(tables.map((table) => [relationName(table.name).written, table])),
    views: new Map(provenViews(release).map((view) => [view.name, view])),
    rollups: project.definitions.filter(isRollupDefinition),
    dashboards: new Map(dashboards.map((dashboard) => [dashboard.definition.uid, dashboard])),
    queries: [...eachProjectQuery(release)].filter(({ kind }) => kind === 'panel' || kind === 'variable'),
    ruleJson: (rule) => {
      const built = rules.get(rule) ?? buildRule(rule, project, () => undefined)
      rules.set(rule, built)
      return built
    },
  }
}

const isTable = (definition: Definition): definition is GivenTable & Definition =>
  'columns' in definition && 'primaryKey' in definition
