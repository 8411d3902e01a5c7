import { inject, test } from 'vitest'
import { layeredIncrementalCases } from './cases/layered-incremental.ts'
import { runCase } from './support/run-case.ts'

test.each(layeredIncrementalCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
