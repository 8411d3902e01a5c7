import type { Plan } from '../plan/plan.ts'
import type { PlanOptions } from '../plan/planner.ts'
import type { DeployLock } from './deploy-lock.ts'
import type { DeployProgress } from './deploy-progress.ts'

export interface ApplyOptions extends PlanOptions {
  /** Expand before Grafana is deployed, contract after it; all does both. */
  readonly phase?: 'expand' | 'contract' | 'all'
  /** Milliseconds to wait for another deploy. */
  readonly lockWait?: number
  /** Milliseconds in which a phase has to find a moment without long-running readers. */
  readonly deadline?: number
  readonly gitRevision?: string
  /** Whether it is the way back from the release before: asked again, it is the same way. */
  readonly isRollback?: boolean
  /** Who deploys, where that is not the database role. */
  readonly who?: string
  /** Told what is being done. */
  readonly onStep?: (step: string) => void
  /** Shown the plan before anything is done; nothing is done when it returns false. */
  readonly confirm?: (plan: Plan) => Promise<boolean>
}

/** What an apply goes by once nobody else can change the database. */
export interface LockedOptions extends ApplyOptions {
  readonly lock: DeployLock
  /** Whether all of a project is taken away. */
  readonly isRemoval: boolean
}

/** What the phases of an apply go by. */
export interface RunOptions extends LockedOptions {
  readonly progress: DeployProgress
}
