import { inject, test } from 'vitest'
import { byHandCases } from './cases/by-hand.ts'
import { runCase } from './support/run-case.ts'

test.each(byHandCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
