import { rows } from 'sightline'
import { userExport } from 'sightline/exports'
import { customers, orders } from '../define/shop.ts'

const description = 'Only for its types.'
const query = rows(orders).select(['order_id', 'customer_id', 'placed_at'])
const allUsers = rows(customers).select('customer_id')

userExport('ok', { description, userColumn: 'customer_id', query })
userExport('of users', { description, userColumn: 'customer_id', timeColumn: 'placed_at', allUsers, query })
// @ts-expect-error rows of users say whose they are
userExport('nobody’s', { description, query })
// @ts-expect-error by a column that they have
userExport('typo', { description, userColumn: 'custmer_id', query })
// @ts-expect-error which is no moment
userExport('moment', { description, userColumn: 'placed_at', query })
// @ts-expect-error users are told by the same column
userExport('others', { description, userColumn: 'order_id', allUsers, query })
