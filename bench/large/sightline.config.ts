import { defineDashboards } from '../dashboards.ts'

export default defineDashboards()
