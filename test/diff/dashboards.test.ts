import { test } from 'vitest'
import { dashboardCases } from './cases/dashboards.ts'
import { runCase } from './support/run-case.ts'

test.each(dashboardCases)('$title', runCase)
