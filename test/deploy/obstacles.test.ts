import { inject, test } from 'vitest'
import { obstacleCases } from './cases/obstacles.ts'
import { runCase } from './support/run-case.ts'

test.each(obstacleCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
