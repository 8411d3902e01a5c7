import { test } from 'vitest'
import { sqlCases } from './cases/sql.ts'
import { runCase } from './support/run-case.ts'

test.each(sqlCases)('$title', runCase)
