import { RelationName } from '../sql/relation-name.ts'
import { checkBounds } from './check-bounds.ts'
import type { ImportedType } from './imported.ts'
import { type TypeCode, type TypeContext, typeCode } from './type-code.ts'
import { importLine, key, list, literal } from './written-code.ts'

type OwnType = Exclude<ImportedType, { kind: 'extension' }>

/** The file of enums, domains and composite types; undefined where there are none. */
export function typesFile(context: TypeContext): string | undefined {
  const own = context.types.filter((type) => type.kind !== 'extension')
  if (own.length === 0) return undefined
  const imports = new Set<string>()
  const lines = own.map((type) => {
    const { code, imports: needed } = ownTypeCode(type, context)
    for (const one of needed) imports.add(one)
    return `export const ${context.names.constant(type.schema, type.name)} = ${code}\n`
  })
  return [importLine(imports, 'sightline/columns'), '\n', ...lines].join('')
}

function ownTypeCode(type: OwnType, context: TypeContext): TypeCode {
  const name = literal(new RelationName(type.schema, type.name).written)
  if (type.kind === 'enum')
    return { code: `enumType(${name}, ${list(type.labels)})`, imports: ['enumType'], types: [] }
  if (type.kind === 'domain') {
    const base = typeCode({ type: type.base, named: type.named }, context) ?? asText
    const isKept = type.check !== null && checkBounds(type.check, 'VALUE') !== undefined
    const options = [
      ...(type.check !== null && isKept ? [`check: ${literal(type.check)}`] : []),
      ...(type.notNull ? ['notNull: true'] : []),
    ]
    const more = options.length > 0 ? `, { ${options.join(', ')} }` : ''
    const told =
      type.check === null || isKept ? '' : ` // not declared: check ${type.check.replace(/\s+/g, ' ')}`
    return {
      code: `domain(${name}, ${base.code}${more})${told}`,
      imports: ['domain', ...base.imports],
      types: [],
    }
  }
  const fields = type.fields.map((field) => ({ field, code: typeCode(field, context) ?? asText }))
  const code = fields.map((one) => `${key(one.field.name)}: ${one.code.code}`).join(', ')
  const imports = ['compositeType', ...fields.flatMap((one) => one.code.imports)]
  return { code: `compositeType(${name}, { ${code} })`, imports, types: [] }
}

const asText: TypeCode = { code: 'text()', imports: ['text'], types: [] }
