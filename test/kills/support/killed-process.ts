import { actions, isAction } from './actions.ts'

const [, , action = '', url = '', role = ''] = process.argv
if (!isAction(action)) throw new Error(`There is no action ${action}.`)
await actions[action](url, role)
