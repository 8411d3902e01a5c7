import { test } from 'vitest'
import { alertCases } from './cases/alerts.ts'
import { runCase } from './support/run-case.ts'

test.each(alertCases)('$title', runCase)
