import { test } from 'vitest'
import { liveCases } from './cases/live.ts'
import { runCase } from './support/run-case.ts'

test.each(liveCases)('$title', runCase)
