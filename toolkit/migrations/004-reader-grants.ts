/**
 * What each project's reader needs, and whether it was us who gave it: only that is ever taken back. What releases gave
 * before this was recorded is what their queries read.
 */
export const readerGrants = `
create table sightline.reader_grant (
  project text not null,
  role text not null,
  kind text not null,
  schema text not null,
  name text not null,
  part text not null,
  made boolean not null,
  primary key (project, role, kind, schema, name, part)
);
comment on table sightline.reader_grant is 'What the readers of the projects may do; made where a deploy gave it.';
with latest as (
  select distinct on (project) project, desired ->> 'readerRole' as role, reads
  from sightline.release where phase in ('expanded', 'done') order by project, id desc
), read as (
  select project, role, entry ->> 'column' as part,
    case when entry ->> 'relation' like '%.%' then split_part(entry ->> 'relation', '.', 1) else 'public' end as schema,
    regexp_replace(entry ->> 'relation', '^[^.]*[.]', '') as name
  from latest, jsonb_array_elements(reads) entry
)
insert into sightline.reader_grant (project, role, kind, schema, name, part, made)
select project, role, 'column', schema, name, part, true from read
union
select project, role, 'schema', schema, '', '', schema <> 'public' from read
union
select project, role, 'role', '', '', '', true from read;
`
