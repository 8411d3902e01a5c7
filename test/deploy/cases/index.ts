import type { DeployCase } from '../support/deploy-case.ts'
import { byHandCases } from './by-hand.ts'
import { chainCases } from './chains.ts'
import { columnCases } from './columns.ts'
import { grainCases } from './grains.ts'
import { otherCases } from './others.ts'
import { storedCases } from './stored.ts'

/** Every deploy case. */
export const deployCases: readonly DeployCase[] = [
  ...columnCases,
  ...chainCases,
  ...grainCases,
  ...storedCases,
  ...byHandCases,
  ...otherCases,
]
