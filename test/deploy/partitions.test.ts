import { inject, test } from 'vitest'
import { partitionCases } from './cases/partitions.ts'
import { runCase } from './support/run-case.ts'

test.each(partitionCases)('$title', (deployCase) => runCase(inject('server'), deployCase))
