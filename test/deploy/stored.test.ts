import { inject, test } from 'vitest'
import { storedCases } from './cases/stored.ts'
import { runCase } from './support/run-case.ts'

test.each(storedCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
