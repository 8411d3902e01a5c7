/** One row, which whoever changes the database holds: readers may not even name it. */
export const deployLock = `
create table sightline.deploy_lock (
  only_row boolean primary key default true check (only_row),
  fence bigint not null default 0,
  holder text,
  pid int,
  backend_start timestamptz,
  expires_at timestamptz
);
insert into sightline.deploy_lock default values;
comment on table sightline.deploy_lock is 'The deploy that is changing this database now.';
comment on column sightline.deploy_lock.fence is 'Grows with every deploy: one that lost the lock finds another number, and changes nothing any more.';
comment on column sightline.deploy_lock.pid is 'The connection by which the holder is seen to be alive; behind a pooler there is none, and the lock expires.';
`
