/**
 * The roles that read with the rights of another one, itself included, as the recursive query `member` of their `oid`.
 * Who may only administer a membership is none of them: from 16 on that is who created the role. Nor is who deploys,
 * who may read anyway what it gives.
 */
export const readerMembers = (role: string): string => `
with recursive member (oid) as (
  select oid from pg_roles where rolname = ${role}
  union
  select m.member from pg_auth_members m join member on m.roleid = member.oid
  where coalesce((to_jsonb(m) ->> 'inherit_option')::boolean or (to_jsonb(m) ->> 'set_option')::boolean, true)
    and m.member not in (
      select oid from pg_roles where rolname = current_user
      union all select nspowner from pg_namespace where nspname = 'sightline')
)`
