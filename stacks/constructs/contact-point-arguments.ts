import { Fn } from 'cdktf'
import type { Construct } from 'constructs'
import type { ContactPoint } from 'sightline/engine'
import { isSecret, mapSettings, type Setting, templateCall } from 'sightline/engine'
import type { ContactPointArguments, IntegrationArguments } from '../grafana/contact-point.ts'
import { integrationBlock, providerNames } from '../grafana/contact-point-names.ts'
import { secretVariable } from './variable.ts'

/** A contact point as the provider takes it; each secret is a variable with the name of its environment variable. */
export function contactPointArguments(
  scope: Construct,
  { name, integrations }: ContactPoint,
): ContactPointArguments {
  const blocks: Record<string, IntegrationArguments[]> = {}
  for (const { type, settings, sendResolved } of integrations) {
    const texts = mapSettings(settings, (leaf) => {
      if (typeof leaf === 'string') return leaf
      return isSecret(leaf) ? secret(scope, leaf.environment) : templateCall(leaf)
    })
    const block = integrationBlock(type)
    blocks[block] ??= []
    blocks[block].push({
      disable_resolve_message: !sendResolved,
      ...providerNames(type, texts),
      ...(type === 'email' && { addresses: addressList(scope, settings.addresses) }),
    })
  }
  return { name, ...blocks }
}

function addressList(scope: Construct, addresses: Setting | undefined): readonly string[] {
  if (isSecret(addresses)) return Fn.split(';', secret(scope, addresses.environment))
  return String(addresses ?? '').split(';')
}

function secret(scope: Construct, environment: string): string {
  const name = environment.toLowerCase()
  return secretVariable(scope, name, `What contact points call ${environment}.`).stringValue
}
