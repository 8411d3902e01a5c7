import { contactPoint, secret } from 'sightline'
import { email, pagerduty, slack } from 'sightline/integrations'
import { slackText, slackTitle } from './message-templates.ts'

const slackMessage = { token: secret('SLACK_TOKEN'), title: slackTitle, text: slackText }

export const warnings = contactPoint('ytempire-warnings', {
  description: 'The team during the day: #alerts in Slack, and the mailbox of whoever is on call.',
  integrations: [slack({ channel: '#alerts', ...slackMessage }), email({ to: ['oncall@ytempire.com'] })],
})

export const critical = contactPoint('ytempire-critical', {
  description: 'Somebody at once: #critical-alerts in Slack, and PagerDuty.',
  integrations: [
    slack({ channel: '#critical-alerts', ...slackMessage }),
    pagerduty({ integrationKey: secret('PAGERDUTY_INTEGRATION_KEY'), component: 'youtube-quota' }),
  ],
})
