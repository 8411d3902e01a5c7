import { contactPoint, email, pagerduty, secret, slack } from 'sightline'

const token = secret('SLACK_TOKEN')

export const warnings = contactPoint('ytempire-warnings', {
  description: 'The team during the day: #alerts in Slack, and the mailbox of whoever is on call.',
  integrations: [slack({ channel: '#alerts', token }), email({ to: ['oncall@ytempire.com'] })],
})

export const critical = contactPoint('ytempire-critical', {
  description: 'Somebody at once: #critical-alerts in Slack, and PagerDuty.',
  integrations: [
    slack({ channel: '#critical-alerts', token }),
    pagerduty({ integrationKey: secret('PAGERDUTY_INTEGRATION_KEY'), component: 'youtube-quota' }),
  ],
})
