/** Tables that are being partitioned while people use them, and how far each has come. */
export const partitioning = `
create table sightline.partitioning (
  name text primary key,
  column_name text not null,
  every text not null,
  keep text not null,
  widened boolean not null,
  before_name text not null,
  bound timestamp not null,
  stage text not null check (stage in ('begun', 'partitioned', 'done')),
  began_at timestamptz not null default clock_timestamp(),
  who text not null default current_user
);
comment on table sightline.partitioning is 'Tables that sightline partition works on, or has made partitioned and can make plain again.';
`
