import { rows } from 'sightline'
import { users } from '../sql/sources.ts'

/** Who gets reports: every user who has not left, at the address of their account. */
export const activeUsers = rows(users).where('status', '=', 'active').select(['user_id', 'email'])
