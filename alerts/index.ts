import { highErrorRate } from './high-error-rate.ts'
import { revenueTargetMiss } from './revenue-target-miss.ts'
import { videoGenerationFailures } from './video-generation-failures.ts'
import { youtubeQuotaCritical } from './youtube-quota-critical.ts'

/** What people are told about; the rules say who is told. */
export const alerts = [highErrorRate, youtubeQuotaCritical, revenueTargetMiss, videoGenerationFailures]
