import { inject, test } from 'vitest'
import { incrementalCases } from './cases/incremental.ts'
import { runCase } from './support/run-case.ts'

test.each(incrementalCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
