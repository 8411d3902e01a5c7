import { rows } from 'sightline'
import { users } from '../../sql/sources.ts'

/** Who may take their rows away: everybody who has or had an account. */
export const allUsers = rows(users).select('user_id')
