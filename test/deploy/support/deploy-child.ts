import { withClient } from 'sightline'
import { applyRelease } from '../../../toolkit/deploy/run/apply.ts'
import { secondState } from './two-releases.ts'

const [, , url = '', role = ''] = process.argv
const desired = secondState(role)
await withClient(url, async (client) => {
  process.stdout.write('ready\n')
  await applyRelease(client, desired)
})
process.stdout.write('done\n')
