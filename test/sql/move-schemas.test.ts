import { describe, expect, it } from 'vitest'
import { moveSchemas } from '../../toolkit/sql/move-schemas.ts'

describe('moving schemas', () => {
  const move = (sql: string) =>
    moveSchemas(sql, ({ schema, name }) => (name === 'paid' ? `scratch_${schema}` : undefined))

  it('puts another schema before the names that are meant, and no other', () => {
    expect(move('select p.a, shop.paid.a from shop.paid p, shop.other, "Shop".paid')).toBe(
      'select p.a, scratch_shop.paid.a from scratch_shop.paid p, shop.other, "scratch_Shop".paid',
    )
  })

  it('does not look into texts and comments', () => {
    expect(move(`select 'shop.paid', $x$shop.paid$x$ -- shop.paid`)).toBe(
      `select 'shop.paid', $x$shop.paid$x$ -- shop.paid`,
    )
  })
})
