import { monthOf, sourceIndex } from 'sightline'
import { billingRecords } from '../sources.ts'

export const idxBillingRecordsUserMonth = sourceIndex('idx_billing_records_user_month', {
  description: 'The records of a user in a month, of which a refresh works out the charges.',
  on: billingRecords,
  columns: ['user_id', (eb) => monthOf(eb.ref('date'))],
})
