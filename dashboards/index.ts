import { channelPerformanceDashboard } from './channel-performance/index.ts'
import { executiveDashboard } from './executive/index.ts'
import { operationsDashboard } from './operations/index.ts'

/** What people look at. */
export const dashboards = [executiveDashboard, operationsDashboard, channelPerformanceDashboard]
