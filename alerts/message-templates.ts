import { messageTemplate } from 'sightline'

export const slackTitle = messageTemplate('ytempire.slack.title', {
  description: 'The state and the name of the alert, as the first line in Slack.',
  body: '{{ if eq .Status "firing" }}🔴{{ else }}🟢{{ end }} {{ .CommonLabels.alertname }}',
})

export const slackText = messageTemplate('ytempire.slack.text', {
  description: 'Each firing alert with its summary, what to do, and a link to the panel that shows it.',
  body: '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}{{ if .PanelURL }}\n{{ .PanelURL }}{{ end }}\n{{ end }}',
})
