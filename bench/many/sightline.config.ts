import { defineDashboards } from './definitions.ts'

export default defineDashboards()
