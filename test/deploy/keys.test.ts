import { inject, test } from 'vitest'
import { keyCases } from './cases/keys.ts'
import { runCase } from './support/run-case.ts'

test.each(keyCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
