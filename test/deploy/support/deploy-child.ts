import { withClient } from 'sightline/engine'
import { applyRelease } from '../../../toolkit/deploy/run/apply.ts'
import { secondState } from './two-releases.ts'

const [, , url = '', role = ''] = process.argv
const desired = secondState(role)
await withClient(url, async (client) => {
  const onStep = (step: string) => {
    if (step !== 'Planning') process.stdout.write(`${step}\n`)
  }
  await applyRelease(client, desired, { onStep })
})
process.stdout.write('done\n')
