import { test } from 'vitest'
import { numberCases } from './cases/numbers.ts'
import { runCase } from './support/run-case.ts'

test.each(numberCases)('$title', runCase)
