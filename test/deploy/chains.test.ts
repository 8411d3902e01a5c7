import { inject, test } from 'vitest'
import { chainCases } from './cases/chains.ts'
import { runCase } from './support/run-case.ts'

test.each(chainCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
