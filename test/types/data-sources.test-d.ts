import { from, rows } from 'sightline'
import { text } from 'sightline/columns'
import { dataSource } from 'sightline/data-sources'
import { dailyOrders, orders } from '../define/shop.ts'

const warehouse = dataSource('warehouse')
const mart = dataSource('mart')
const columns = { id: text() }
const invoices = warehouse.source('finance.invoices', { description: 'Billed.', columns })
const payments = warehouse.source('finance.payments', { description: 'Paid.', columns })
const visits = mart.source('visits', { description: 'Seen.', columns })

rows(orders, dailyOrders)
rows(invoices, payments).select('finance.invoices.id')
from(invoices, payments).selectFrom('finance.payments').select('id')
// @ts-expect-error the warehouse does not have the orders
rows(invoices, orders)
// @ts-expect-error nor does the project's own database have its invoices
rows(orders, invoices)
// @ts-expect-error nor does one of two others have what the other has
rows(invoices, visits)
// @ts-expect-error whichever way it is asked
from(orders, dailyOrders, visits)
// @ts-expect-error a source has the columns that are declared
rows(invoices).select('total')
// @ts-expect-error how a database is reached is for the environment alone to say
dataSource('other', { password: 'secret' })
