import { critical, warnings } from './contact-points.ts'
import { highErrorRate } from './high-error-rate.ts'
import { slackText, slackTitle } from './message-templates.ts'
import { revenueTargetMiss } from './revenue-target-miss.ts'
import { videoGenerationFailures } from './video-generation-failures.ts'
import { youtubeQuotaCritical } from './youtube-quota-critical.ts'

/** What people are told about, and who is told. */
export const alerts = [
  highErrorRate,
  youtubeQuotaCritical,
  revenueTargetMiss,
  videoGenerationFailures,
  warnings,
  critical,
  slackTitle,
  slackText,
]
