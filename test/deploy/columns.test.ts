import { inject, test } from 'vitest'
import { columnCases } from './cases/columns.ts'
import { runCase } from './support/run-case.ts'

test.each(columnCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
