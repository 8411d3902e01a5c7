import { inject, test } from 'vitest'
import { grainCases } from './cases/grains.ts'
import { runCase } from './support/run-case.ts'

test.each(grainCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
