import { test } from 'vitest'
import { columnCases } from './cases/columns.ts'
import { runCase } from './support/run-case.ts'

test.each(columnCases)('$title', runCase)
