-- The database of the small shop as sightline 0.1.0 left it, before its tables had a version.
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
CREATE SCHEMA shop;
CREATE SCHEMA sightline;
COMMENT ON SCHEMA sightline IS 'What was applied to this database, and by whom.';
CREATE FUNCTION shop.twice(n numeric) RETURNS numeric
    LANGUAGE sql STABLE
    AS $$
select n + n
$$;
COMMENT ON FUNCTION shop.twice(n numeric) IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE TABLE public.customers (
    customer_id text NOT NULL,
    name text NOT NULL,
    secret text NOT NULL
);
CREATE TABLE public.orders (
    order_id integer NOT NULL,
    customer_id text NOT NULL,
    day date NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    amount numeric(12,2) NOT NULL,
    quantity integer NOT NULL
);
CREATE VIEW shop.paid AS
 SELECT orders.order_id,
    orders.amount AS price,
    orders.customer_id,
    orders.day,
    (orders.quantity)::numeric AS quantity
   FROM public.orders
  WHERE (orders.amount > (2)::numeric);
COMMENT ON VIEW shop.paid IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE VIEW shop.daily AS
 SELECT paid.day,
    sum(paid.quantity) AS sold,
    sum(paid.price) AS turnover
   FROM shop.paid
  GROUP BY paid.day;
COMMENT ON VIEW shop.daily IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE VIEW shop.best AS
 SELECT max(daily.turnover) AS best
   FROM shop.daily;
COMMENT ON VIEW shop.best IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE VIEW shop.paid__aced1591 AS
 SELECT orders.order_id,
    orders.amount AS price,
    orders.customer_id,
    orders.day,
    (orders.quantity)::numeric AS quantity
   FROM public.orders
  WHERE (orders.amount > (2)::numeric);
CREATE MATERIALIZED VIEW shop.totals__498483ff AS
 SELECT paid.customer_id,
    sum(paid.price) AS spent
   FROM shop.paid__aced1591 paid
  GROUP BY paid.customer_id
  WITH NO DATA;
COMMENT ON MATERIALIZED VIEW shop.totals__498483ff IS 'Rows of shop.totals, which sightline keeps here: read that view instead.';
CREATE VIEW shop.totals AS
 SELECT totals__498483ff.customer_id,
    totals__498483ff.spent
   FROM shop.totals__498483ff;
COMMENT ON VIEW shop.totals IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE VIEW shop.spenders AS
 SELECT count(*) AS spenders
   FROM shop.totals;
COMMENT ON VIEW shop.spenders IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE TABLE sightline.release (
    id bigint NOT NULL,
    project text NOT NULL,
    version text NOT NULL,
    content_hash text NOT NULL,
    git_revision text,
    who text NOT NULL,
    phase text NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    duration interval GENERATED ALWAYS AS ((finished_at - started_at)) STORED,
    result text,
    desired jsonb NOT NULL,
    reads jsonb NOT NULL
);
COMMENT ON TABLE sightline.release IS 'One row for each deploy.';
ALTER TABLE sightline.release ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sightline.release_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE sightline.release_object (
    project text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    canonical text NOT NULL,
    release_id bigint NOT NULL,
    state text NOT NULL
);
COMMENT ON TABLE sightline.release_object IS 'Each object of a project as Postgres printed it when it was applied.';
CREATE TABLE sightline.schedule_run (
    run_id bigint NOT NULL,
    name text NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    duration_ms double precision,
    outcome text DEFAULT 'running'::text NOT NULL,
    message text,
    worker text NOT NULL,
    CONSTRAINT schedule_run_outcome_check CHECK ((outcome = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text])))
);
COMMENT ON TABLE sightline.schedule_run IS 'One row for each run of a schedule by sightline''s worker.';
ALTER TABLE sightline.schedule_run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sightline.schedule_run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.customers VALUES ('c1', 'Name 1', 'secret');
INSERT INTO public.customers VALUES ('c2', 'Name 2', 'secret');
INSERT INTO public.customers VALUES ('c3', 'Name 3', 'secret');
INSERT INTO public.customers VALUES ('c4', 'Name 4', 'secret');
INSERT INTO public.customers VALUES ('c5', 'Name 5', 'secret');
INSERT INTO public.customers VALUES ('c6', 'Name 6', 'secret');
INSERT INTO public.orders VALUES (1, 'c2', '2024-01-02', '2024-01-01 01:00:00+00', 1.50, 1);
INSERT INTO public.orders VALUES (2, 'c3', '2024-01-03', '2024-01-01 02:00:00+00', 3.00, 2);
INSERT INTO public.orders VALUES (3, 'c4', '2024-01-04', '2024-01-01 03:00:00+00', 4.50, 3);
INSERT INTO public.orders VALUES (4, 'c5', '2024-01-05', '2024-01-01 04:00:00+00', 6.00, 4);
INSERT INTO public.orders VALUES (5, 'c1', '2024-01-06', '2024-01-01 05:00:00+00', 7.50, 5);
INSERT INTO public.orders VALUES (6, 'c2', '2024-01-07', '2024-01-01 06:00:00+00', 9.00, 6);
INSERT INTO public.orders VALUES (7, 'c3', '2024-01-08', '2024-01-01 07:00:00+00', 10.50, 7);
INSERT INTO public.orders VALUES (8, 'c4', '2024-01-09', '2024-01-01 08:00:00+00', 12.00, 8);
INSERT INTO public.orders VALUES (9, 'c5', '2024-01-10', '2024-01-01 09:00:00+00', 13.50, 9);
INSERT INTO public.orders VALUES (10, 'c1', '2024-01-01', '2024-01-01 10:00:00+00', 15.00, 10);
INSERT INTO public.orders VALUES (11, 'c2', '2024-01-02', '2024-01-01 11:00:00+00', 16.50, 11);
INSERT INTO public.orders VALUES (12, 'c3', '2024-01-03', '2024-01-01 12:00:00+00', 18.00, 12);
INSERT INTO public.orders VALUES (13, 'c4', '2024-01-04', '2024-01-01 13:00:00+00', 19.50, 13);
INSERT INTO public.orders VALUES (14, 'c5', '2024-01-05', '2024-01-01 14:00:00+00', 21.00, 14);
INSERT INTO public.orders VALUES (15, 'c1', '2024-01-06', '2024-01-01 15:00:00+00', 22.50, 15);
INSERT INTO public.orders VALUES (16, 'c2', '2024-01-07', '2024-01-01 16:00:00+00', 24.00, 16);
INSERT INTO public.orders VALUES (17, 'c3', '2024-01-08', '2024-01-01 17:00:00+00', 25.50, 17);
INSERT INTO public.orders VALUES (18, 'c4', '2024-01-09', '2024-01-01 18:00:00+00', 27.00, 18);
INSERT INTO public.orders VALUES (19, 'c5', '2024-01-10', '2024-01-01 19:00:00+00', 28.50, 19);
INSERT INTO public.orders VALUES (20, 'c1', '2024-01-01', '2024-01-01 20:00:00+00', 30.00, 20);
INSERT INTO public.orders VALUES (21, 'c2', '2024-01-02', '2024-01-01 21:00:00+00', 31.50, 21);
INSERT INTO public.orders VALUES (22, 'c3', '2024-01-03', '2024-01-01 22:00:00+00', 33.00, 22);
INSERT INTO public.orders VALUES (23, 'c4', '2024-01-04', '2024-01-01 23:00:00+00', 34.50, 23);
INSERT INTO public.orders VALUES (24, 'c5', '2024-01-05', '2024-01-02 00:00:00+00', 36.00, 24);
INSERT INTO public.orders VALUES (25, 'c1', '2024-01-06', '2024-01-02 01:00:00+00', 37.50, 25);
INSERT INTO public.orders VALUES (26, 'c2', '2024-01-07', '2024-01-02 02:00:00+00', 39.00, 26);
INSERT INTO public.orders VALUES (27, 'c3', '2024-01-08', '2024-01-02 03:00:00+00', 40.50, 27);
INSERT INTO public.orders VALUES (28, 'c4', '2024-01-09', '2024-01-02 04:00:00+00', 42.00, 28);
INSERT INTO public.orders VALUES (29, 'c5', '2024-01-10', '2024-01-02 05:00:00+00', 43.50, 29);
INSERT INTO public.orders VALUES (30, 'c1', '2024-01-01', '2024-01-02 06:00:00+00', 45.00, 30);
INSERT INTO public.orders VALUES (31, 'c2', '2024-01-02', '2024-01-02 07:00:00+00', 46.50, 31);
INSERT INTO public.orders VALUES (32, 'c3', '2024-01-03', '2024-01-02 08:00:00+00', 48.00, 32);
INSERT INTO public.orders VALUES (33, 'c4', '2024-01-04', '2024-01-02 09:00:00+00', 49.50, 33);
INSERT INTO public.orders VALUES (34, 'c5', '2024-01-05', '2024-01-02 10:00:00+00', 51.00, 34);
INSERT INTO public.orders VALUES (35, 'c1', '2024-01-06', '2024-01-02 11:00:00+00', 52.50, 35);
INSERT INTO public.orders VALUES (36, 'c2', '2024-01-07', '2024-01-02 12:00:00+00', 54.00, 36);
INSERT INTO public.orders VALUES (37, 'c3', '2024-01-08', '2024-01-02 13:00:00+00', 55.50, 37);
INSERT INTO public.orders VALUES (38, 'c4', '2024-01-09', '2024-01-02 14:00:00+00', 57.00, 38);
INSERT INTO public.orders VALUES (39, 'c5', '2024-01-10', '2024-01-02 15:00:00+00', 58.50, 39);
INSERT INTO public.orders VALUES (40, 'c1', '2024-01-01', '2024-01-02 16:00:00+00', 60.00, 40);
INSERT INTO sightline.release OVERRIDING SYSTEM VALUE VALUES (1, 'shop', '1.0.0+4b0c20f8c516', '431fbb77b4c16fff', 'abc', 'postgres', 'done', '2026-11-26 03:53:30.814005+00', '2026-11-26 03:53:31.053789+00', DEFAULT, 'done', E'{"objects": [{"hash": "fd79f910137fed39", "kind": "schema", "name": "shop", "dependsOn": [], "description": ""}, {"on": "orders", "hash": "e1b089cfefafb037", "kind": "index", "name": "orders_by", "where": "two-releases.ts:6", "unique": false, "columns": "day", "dependsOn": ["orders"], "description": "For a test."}, {"hash": "1fb88517f3d5a062", "kind": "view", "name": "shop.paid", "grain": ["order_id"], "query": "select order_id, customer_id, day, amount, quantity from orders where amount > 2", "where": "small-shop.ts:54", "dependsOn": ["orders"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "e61d86838eff651e", "kind": "view", "name": "shop.daily", "grain": ["day"], "query": "select day, sum(amount) as revenue, count(*) as orders from shop.paid group by day", "where": "small-shop.ts:54", "dependsOn": ["shop.paid"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "ccc2a6eca4cef76c", "kind": "view", "name": "shop.best", "grain": [], "query": "select max(revenue) as best, max(orders) as busiest from shop.daily", "where": "small-shop.ts:54", "dependsOn": ["shop.daily"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "66910b3c00b0bc43", "kind": "view copy", "name": "shop.paid__66910b3c", "query": "select order_id, customer_id, day, amount, quantity from orders where amount > 2", "dependsOn": ["orders"], "description": ""}, {"hash": "d89883841485c055", "kind": "materialized view", "name": "shop.totals", "grain": ["customer_id"], "query": "select customer_id, sum(amount) as total, count(*) as orders from shop.paid__66910b3c as paid group by 1", "where": "small-shop.ts:68", "indexes": [], "storage": "shop.totals__4d2dc309", "dependsOn": ["shop.paid"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "9cc65554351824b3", "kind": "function", "name": "shop.twice", "where": "small-shop.ts:77", "create": "create or replace function shop.twice(n numeric) returns numeric\\nlanguage sql stable\\nas $body$\\nselect n * 2\\n$body$", "dependsOn": [], "description": "For a test."}], "project": "shop", "queries": [{"sql": "select day, revenue, orders from shop.daily", "where": "shop/Panel 1"}, {"sql": "select best, busiest from shop.best", "where": "shop/Panel 2"}, {"sql": "select customer_id, total, orders from shop.totals", "where": "shop/Panel 3"}], "sources": [{"key": "order_id", "name": "orders", "columns": {"day": "date", "amount": "numeric(12,2)", "order_id": "integer", "quantity": "integer", "placed_at": "timestamp with time zone", "customer_id": "text"}}, {"key": "customer_id", "name": "customers", "columns": {"name": "text", "secret": "text", "customer_id": "text"}}], "version": "1.0.0+4b0c20f8c516", "schedules": [], "readerRole": "left_reader", "contentHash": "431fbb77b4c16fff"}', '[{"where": "shop/Panel 2", "column": "best", "relation": "shop.best"}, {"where": "shop/Panel 2", "column": "busiest", "relation": "shop.best"}, {"where": "shop/Panel 1", "column": "day", "relation": "shop.daily"}, {"where": "shop/Panel 1", "column": "orders", "relation": "shop.daily"}, {"where": "shop/Panel 1", "column": "revenue", "relation": "shop.daily"}, {"where": "shop/Panel 3", "column": "customer_id", "relation": "shop.totals"}, {"where": "shop/Panel 3", "column": "orders", "relation": "shop.totals"}, {"where": "shop/Panel 3", "column": "total", "relation": "shop.totals"}]');
INSERT INTO sightline.release OVERRIDING SYSTEM VALUE VALUES (2, 'shop', '2.0.0+b9229a93708a', '586cf4661977d25d', NULL, 'postgres', 'done', '2026-11-26 03:53:31.358057+00', '2026-11-26 03:53:31.548973+00', DEFAULT, 'done', E'{"objects": [{"hash": "fd79f910137fed39", "kind": "schema", "name": "shop", "dependsOn": [], "description": ""}, {"on": "orders", "hash": "5c99950fd10408f4", "kind": "index", "name": "orders_by", "where": "two-releases.ts:6", "unique": false, "columns": "day, amount", "dependsOn": ["orders"], "description": "For a test."}, {"hash": "0cb808a86a9f7185", "kind": "view", "name": "shop.paid", "grain": ["order_id"], "query": "select order_id, amount as price, customer_id, day, quantity::numeric as quantity from orders where amount > 2", "where": "small-shop.ts:54", "dependsOn": ["orders"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "fc74586074ce5af0", "kind": "view", "name": "shop.daily", "grain": ["day"], "query": "select day, sum(quantity) as sold, sum(price) as turnover from shop.paid group by day", "where": "small-shop.ts:54", "dependsOn": ["shop.paid"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "bda6bb100a5e1b08", "kind": "view", "name": "shop.best", "grain": [], "query": "select max(turnover) as best from shop.daily", "where": "small-shop.ts:54", "dependsOn": ["shop.daily"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "aced15911e0fa647", "kind": "view copy", "name": "shop.paid__aced1591", "query": "select order_id, amount as price, customer_id, day, quantity::numeric as quantity from orders where amount > 2", "dependsOn": ["orders"], "description": ""}, {"hash": "498a87337d082201", "kind": "materialized view", "name": "shop.totals", "grain": ["customer_id"], "query": "select customer_id, sum(price) as spent from shop.paid__aced1591 as paid group by 1", "where": "small-shop.ts:68", "indexes": [], "storage": "shop.totals__498483ff", "dependsOn": ["shop.paid"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "1842828044e91af7", "kind": "view", "name": "shop.spenders", "grain": [], "query": "select count(*) as spenders from shop.totals", "where": "small-shop.ts:54", "dependsOn": ["shop.totals"], "description": "For a test.", "columnDescriptions": {}}, {"hash": "434e315f41a28d94", "kind": "function", "name": "shop.twice", "where": "small-shop.ts:77", "create": "create or replace function shop.twice(n numeric) returns numeric\\nlanguage sql stable\\nas $body$\\nselect n + n\\n$body$", "dependsOn": [], "description": "For a test."}], "project": "shop", "queries": [{"sql": "select day, sold, turnover from shop.daily", "where": "shop/Panel 1"}, {"sql": "select best from shop.best", "where": "shop/Panel 2"}, {"sql": "select customer_id, spent from shop.totals", "where": "shop/Panel 3"}, {"sql": "select spenders from shop.spenders", "where": "shop/Panel 4"}], "sources": [{"key": "order_id", "name": "orders", "columns": {"day": "date", "amount": "numeric(12,2)", "order_id": "integer", "quantity": "integer", "placed_at": "timestamp with time zone", "customer_id": "text"}}, {"key": "customer_id", "name": "customers", "columns": {"name": "text", "secret": "text", "customer_id": "text"}}], "version": "2.0.0+b9229a93708a", "schedules": [], "readerRole": "left_reader", "contentHash": "586cf4661977d25d"}', '[{"where": "shop/Panel 2", "column": "best", "relation": "shop.best"}, {"where": "shop/Panel 1", "column": "day", "relation": "shop.daily"}, {"where": "shop/Panel 1", "column": "sold", "relation": "shop.daily"}, {"where": "shop/Panel 1", "column": "turnover", "relation": "shop.daily"}, {"where": "shop/Panel 4", "column": "spenders", "relation": "shop.spenders"}, {"where": "shop/Panel 3", "column": "customer_id", "relation": "shop.totals"}, {"where": "shop/Panel 3", "column": "spent", "relation": "shop.totals"}]');
INSERT INTO sightline.release_object VALUES ('shop', 'function', 'shop.twice', '434e315f41a28d94', 'CREATE OR REPLACE FUNCTION shop.twice(n numeric)
 RETURNS numeric
 LANGUAGE sql
 STABLE
AS $function$
select n + n
$function$
', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'index', 'orders_by', '5c99950fd10408f4', 'CREATE INDEX orders_by ON public.orders USING btree (day, amount)', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'schema', 'shop', 'fd79f910137fed39', '', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'storage', 'shop.totals__498483ff', '498a87337d082201', 'SELECT customer_id,
    sum(price) AS spent
   FROM shop.paid__aced1591 paid
  GROUP BY customer_id', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'view', 'shop.best', 'bda6bb100a5e1b08', 'SELECT max(turnover) AS best
   FROM shop.daily', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'view', 'shop.daily', 'fc74586074ce5af0', 'SELECT day,
    sum(quantity) AS sold,
    sum(price) AS turnover
   FROM shop.paid
  GROUP BY day', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'view', 'shop.paid', '0cb808a86a9f7185', 'SELECT order_id,
    amount AS price,
    customer_id,
    day,
    quantity::numeric AS quantity
   FROM public.orders
  WHERE amount > 2::numeric', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'view', 'shop.spenders', '1842828044e91af7', 'SELECT count(*) AS spenders
   FROM shop.totals', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'view', 'shop.totals', '498a87337d082201', 'SELECT customer_id,
    spent
   FROM shop.totals__498483ff', 2, 'final');
INSERT INTO sightline.release_object VALUES ('shop', 'view copy', 'shop.paid__aced1591', 'aced15911e0fa647', 'SELECT order_id,
    amount AS price,
    customer_id,
    day,
    quantity::numeric AS quantity
   FROM public.orders
  WHERE amount > 2::numeric', 2, 'final');
INSERT INTO sightline.schedule_run OVERRIDING SYSTEM VALUE VALUES (1, 'nightly', '2026-11-26 03:53:05.028578+00', NULL, 'succeeded', NULL, 'here');
SELECT pg_catalog.setval('sightline.release_id_seq', 2, true);
SELECT pg_catalog.setval('sightline.schedule_run_run_id_seq', 1, true);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id);
ALTER TABLE ONLY sightline.release_object
    ADD CONSTRAINT release_object_pkey PRIMARY KEY (project, kind, name);
ALTER TABLE ONLY sightline.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (id);
ALTER TABLE ONLY sightline.schedule_run
    ADD CONSTRAINT schedule_run_pkey PRIMARY KEY (run_id);
CREATE INDEX orders_by ON public.orders USING btree (day, amount);
COMMENT ON INDEX public.orders_by IS 'For a test.

sightline: shop 2.0.0+b9229a93708a';
CREATE UNIQUE INDEX totals__498483ff_grain ON shop.totals__498483ff USING btree (customer_id);
CREATE INDEX schedule_run_name_started_at ON sightline.schedule_run USING btree (name, started_at);
ALTER TABLE ONLY sightline.release_object
    ADD CONSTRAINT release_object_release_id_fkey FOREIGN KEY (release_id) REFERENCES sightline.release(id);
GRANT USAGE ON SCHEMA shop TO left_reader;
GRANT SELECT(day) ON TABLE shop.daily TO left_reader;
GRANT SELECT(sold) ON TABLE shop.daily TO left_reader;
GRANT SELECT(turnover) ON TABLE shop.daily TO left_reader;
GRANT SELECT(best) ON TABLE shop.best TO left_reader;
GRANT SELECT(customer_id) ON TABLE shop.totals TO left_reader;
GRANT SELECT(spent) ON TABLE shop.totals TO left_reader;
GRANT SELECT(spenders) ON TABLE shop.spenders TO left_reader;
REFRESH MATERIALIZED VIEW shop.totals__498483ff;
