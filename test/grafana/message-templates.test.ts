import { contactPoint, messageTemplate, secret } from 'sightline'
import { email, slack } from 'sightline/integrations'
import { expect, test } from 'vitest'
import { contactPointsFile } from '../../toolkit/grafana/provisioning/contact-points.ts'
import { messageTemplatesFile } from '../../toolkit/grafana/provisioning/message-templates.ts'
import { releaseOf } from '../release/shop-release.ts'

const subject = messageTemplate('shop.subject', { description: 'One line.', body: 'Costs $5: {{ .Status }}' })
const mail = contactPoint('mail', {
  description: 'By mail.',
  integrations: [email({ to: secret('SHOP_ADDRESSES'), subject })],
})

test('a message template is defined under its name, and its dollar signs stay', () => {
  expect(messageTemplatesFile([subject])).toEqual({
    apiVersion: 1,
    templates: [
      {
        orgId: 1,
        name: 'shop.subject',
        template: '{{ define "shop.subject" }}Costs $5: {{ .Status }}{{ end }}',
      },
    ],
  })
})

test('a contact point calls it, and addresses may come from the environment', () => {
  expect(JSON.stringify(contactPointsFile([mail]))).toContain(
    '"settings":{"addresses":"$SHOP_ADDRESSES","singleEmail":true,"subject":"{{ template \\"shop.subject\\" . }}"}',
  )
})

test('a message template that a contact point uses need not be listed', () => {
  expect(releaseOf([mail]).messageTemplates).toEqual([subject])
  expect(releaseOf([mail, subject]).messageTemplates).toEqual([subject])
})

test('Slack takes a title and a text', () => {
  expect(slack({ channel: '#shop', token: secret('SLACK_TOKEN'), text: subject }).settings).toEqual({
    recipient: '#shop',
    token: { kind: 'secret', environment: 'SLACK_TOKEN' },
    text: subject,
  })
})
