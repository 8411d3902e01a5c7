import type { Rule } from '../rule.ts'
import { alertCompleteness } from './alert-completeness.ts'
import { alertRefused } from './alert-refused.ts'
import { dataCheck } from './data-check.ts'
import { duplicateIdentity } from './duplicate-identity.ts'
import { foreignClock } from './foreign-clock.ts'
import { grafanaRefuses } from './grafana-refuses.ts'
import { grainNotUnique } from './grain-not-unique.ts'
import { incrementalViewDiffers } from './incremental-view-differs.ts'
import { intervalAsSql } from './interval-as-sql.ts'
import { macroOnExpression } from './macro-on-expression.ts'
import { materializedViewUniqueIndex } from './materialized-view-unique-index.ts'
import { missingDescription } from './missing-description.ts'
import { missingThreshold } from './missing-threshold.ts'
import { missingUnit } from './missing-unit.ts'
import { noTimeFilter } from './no-time-filter.ts'
import { panelLayout } from './panel-layout.ts'
import { promisedColumns } from './promised-columns.ts'
import { queryFails } from './query-fails.ts'
import { refreshTooFast } from './refresh-too-fast.ts'
import { resultFitsPanel } from './result-fits-panel.ts'
import { sharedCacheKey } from './shared-cache-key.ts'
import { slowQuery } from './slow-query.ts'
import { unknownToGrafana } from './unknown-to-grafana.ts'
import { unusedDefinition } from './unused-definition.ts'
import { unusedView } from './unused-view.ts'
import { variableChoices } from './variable-choices.ts'
import { variableEscaping } from './variable-escaping.ts'

/** Everything that `check` looks for, in alphabetical order. */
export const rules: readonly Rule[] = [
  alertCompleteness,
  alertRefused,
  dataCheck,
  duplicateIdentity,
  foreignClock,
  grafanaRefuses,
  grainNotUnique,
  incrementalViewDiffers,
  intervalAsSql,
  macroOnExpression,
  materializedViewUniqueIndex,
  missingDescription,
  missingThreshold,
  missingUnit,
  noTimeFilter,
  panelLayout,
  promisedColumns,
  queryFails,
  refreshTooFast,
  resultFitsPanel,
  sharedCacheKey,
  slowQuery,
  unknownToGrafana,
  unusedDefinition,
  unusedView,
  variableChoices,
  variableEscaping,
]
