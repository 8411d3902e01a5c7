/** Whether `i` of pg_index, with `am` as its access method, is one over plain columns that a definition can say: up, or from the largest down. */
export const isPlainIndex = `am.amname = 'btree' and i.indisvalid and i.indpred is null and i.indexprs is null and i.indnatts = i.indnkeyatts
    and not exists (select from unnest(i.indoption::int2[]) o (option) where option not in (0, 3))
    and not exists (
      select from unnest(i.indclass::oid[], i.indcollation::oid[], i.indkey::int2[]) k (class, collated, number)
      join pg_opclass oc on oc.oid = k.class join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
      where not oc.opcdefault or k.collated <> a.attcollation)`

/** The columns of such an index as a list of JSON, as `indexes` of a definition says them. */
export const plainIndexColumns = `(
      select jsonb_agg(case when o.option = 3 then jsonb_build_object('column', a.attname, 'direction', 'desc') else to_jsonb(a.attname) end order by o.place)
      from unnest(i.indkey::int2[], i.indoption::int2[]) with ordinality o (number, option, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = o.number)`
