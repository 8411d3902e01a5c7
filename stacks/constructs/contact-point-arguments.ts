import { Fn } from 'cdktf'
import type { Construct } from 'constructs'
import type { ContactPoint } from 'sightline'
import { type Integration, type Setting, templateCall } from 'sightline/engine'
import type { ContactPointArguments } from '../grafana/contact-point.ts'
import { secretVariable } from './variable.ts'

/** A contact point as the provider takes it; each secret is a variable with the name of its environment variable. */
export function contactPointArguments(scope: Construct, point: ContactPoint): ContactPointArguments {
  const text = (setting: Setting | undefined): string => settingText(scope, setting)
  const optional = (key: string, setting: Setting | undefined): Readonly<Record<string, string>> =>
    setting === undefined ? {} : { [key]: text(setting) }
  const of = (type: Integration['type']) =>
    point.integrations
      .filter((integration) => integration.type === type)
      .map(({ settings, sendResolved }) => ({ settings, common: { disable_resolve_message: !sendResolved } }))
  const slack = of('slack').map(({ settings: { recipient, token, url, title, text: body }, common }) => ({
    ...common,
    recipient: text(recipient),
    ...optional('token', token),
    ...optional('url', url),
    ...optional('title', title),
    ...optional('text', body),
  }))
  const email = of('email').map(({ settings: { addresses, subject, message }, common }) => ({
    ...common,
    addresses: addressList(scope, addresses),
    single_email: true,
    ...optional('subject', subject),
    ...optional('message', message),
  }))
  const pagerduty = of('pagerduty').map(({ settings: { integrationKey, severity, component }, common }) => ({
    ...common,
    integration_key: text(integrationKey),
    severity: text(severity),
    ...optional('component', component),
  }))
  const webhook = of('webhook').map(({ settings: { url, httpMethod }, common }) => ({
    ...common,
    url: text(url),
    http_method: text(httpMethod),
  }))
  return {
    name: point.name,
    ...(slack.length > 0 ? { slack } : {}),
    ...(email.length > 0 ? { email } : {}),
    ...(pagerduty.length > 0 ? { pagerduty } : {}),
    ...(webhook.length > 0 ? { webhook } : {}),
  }
}

function settingText(scope: Construct, setting: Setting | undefined): string {
  if (typeof setting === 'object' && 'environment' in setting) return secret(scope, setting.environment)
  return typeof setting === 'object' ? templateCall(setting) : String(setting ?? '')
}

function addressList(scope: Construct, addresses: Setting | undefined): readonly string[] {
  if (typeof addresses === 'object' && 'environment' in addresses)
    return Fn.split(';', secret(scope, addresses.environment))
  return settingText(scope, addresses).split(';')
}

function secret(scope: Construct, environment: string): string {
  const name = environment.toLowerCase()
  return secretVariable(scope, name, `What contact points call ${environment}.`).stringValue
}
