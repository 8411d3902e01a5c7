import { inject, test } from 'vitest'
import { rollupCases } from './cases/rollups.ts'
import { runCase } from './support/run-case.ts'

test.each(rollupCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
