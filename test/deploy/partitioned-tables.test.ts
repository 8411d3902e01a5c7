import { inject, test } from 'vitest'
import { partitionedTableCases } from './cases/partitioned-tables.ts'
import { runCase } from './support/run-case.ts'

test.each(partitionedTableCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
