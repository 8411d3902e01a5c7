import type { DeployCase } from '../support/deploy-case.ts'
import { byHandCases } from './by-hand.ts'
import { chainCases } from './chains.ts'
import { columnCases } from './columns.ts'
import { grainCases } from './grains.ts'
import { incrementalCases } from './incremental.ts'
import { keyCases } from './keys.ts'
import { layeredIncrementalCases } from './layered-incremental.ts'
import { obstacleCases } from './obstacles.ts'
import { otherCases } from './others.ts'
import { partitionedTableCases } from './partitioned-tables.ts'
import { partitionCases } from './partitions.ts'
import { rollupCases } from './rollups.ts'
import { storedCases } from './stored.ts'
import { tableCases } from './tables.ts'

/** Every deploy case. */
export const deployCases: readonly DeployCase[] = [
  ...columnCases,
  ...chainCases,
  ...grainCases,
  ...storedCases,
  ...incrementalCases,
  ...layeredIncrementalCases,
  ...byHandCases,
  ...otherCases,
  ...obstacleCases,
  ...tableCases,
  ...keyCases,
  ...rollupCases,
  ...partitionCases,
  ...partitionedTableCases,
]
