import { inject, test } from 'vitest'
import { otherCases } from './cases/others.ts'
import { runCase } from './support/run-case.ts'

test.each(otherCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
