import { monthOf, sourceIndex } from 'sightline'
import { billingRecords } from '../sources.ts'

export const idxBillingRecordsMonth = sourceIndex('idx_billing_records_month', {
  description: 'The records of a month, of which a refresh works out the revenue.',
  on: billingRecords,
  columns: [(eb) => monthOf(eb.ref('date'))],
})
