import { inject, test } from 'vitest'
import { tableCases } from './cases/tables.ts'
import { runCase } from './support/run-case.ts'

test.each(tableCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
