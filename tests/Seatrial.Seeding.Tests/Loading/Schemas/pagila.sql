-- A shop that lends films: a cycle that must be, a year domain, an enum, a text search column kept by a trigger, and payments in partitions.
create domain year as integer constraint year_check check (value >= 1901 and value <= 2155);
create domain bigint_id as bigint check (value > 0);
create type mpaa_rating as enum ('G', 'PG', 'PG-13', 'R', 'NC-17');
create sequence actor_actor_id_seq;
create function last_updated() returns trigger language plpgsql as $$ begin new.last_update = current_timestamp; return new; end $$;
create table actor (actor_id integer default nextval('actor_actor_id_seq') primary key, first_name text not null, last_name text not null, last_update timestamptz default now() not null);
create table category (category_id serial primary key, name text not null, last_update timestamptz default now() not null);
create table country (country_id serial primary key, country text not null, last_update timestamptz default now() not null);
create table city (city_id serial primary key, city text not null, country_id integer not null references country on update cascade on delete restrict, last_update timestamptz default now() not null);
create table address (address_id serial primary key, address text not null, address2 text, district text not null, city_id integer not null references city on update cascade on delete restrict, postal_code text, phone text not null, last_update timestamptz default now() not null);
create table language (language_id serial primary key, name character(20) not null, last_update timestamptz default now() not null);
create table film (film_id serial primary key, title text not null, description text, release_year year, language_id integer not null references language on update cascade on delete restrict,
  original_language_id integer references language on update cascade on delete restrict, rental_duration smallint default 3 not null, rental_rate numeric(4,2) default 4.99 not null, length smallint,
  replacement_cost numeric(5,2) default 19.99 not null, rating mpaa_rating default 'G', last_update timestamptz default now() not null, special_features text[], fulltext tsvector not null, revenue_projection numeric(5,2) generated always as (rental_duration * rental_rate) stored);
create index film_fulltext_idx on film using gist (fulltext);
create trigger film_fulltext_trigger before insert or update on film for each row execute function tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title', 'description');
create table film_actor (actor_id integer not null references actor on update cascade on delete restrict, film_id integer not null references film on update cascade on delete restrict, last_update timestamptz default now() not null, primary key (actor_id, film_id));
create table film_category (film_id integer not null references film on update cascade on delete restrict, category_id integer not null references category on update cascade on delete restrict, last_update timestamptz default now() not null, primary key (film_id, category_id));
create table store (store_id serial primary key, manager_staff_id integer not null, address_id integer not null references address on update cascade on delete restrict, last_update timestamptz default now() not null);
create unique index idx_unq_manager_staff_id on store using btree (manager_staff_id);
create table staff (staff_id serial primary key, first_name text not null, last_name text not null, address_id integer not null references address on update cascade on delete restrict, email text, store_id integer not null references store, active boolean default true not null, username text not null, password text, last_update timestamptz default now() not null, picture bytea);
alter table store add constraint store_manager_staff_id_fkey foreign key (manager_staff_id) references staff on update cascade on delete restrict;
create table customer (customer_id serial primary key, store_id integer not null references store on update cascade on delete restrict, first_name text not null, last_name text not null, email text, address_id integer not null references address on update cascade on delete restrict, activebool boolean default true not null, create_date date default current_date not null, last_update timestamptz default now(), active integer);
create table inventory (inventory_id serial primary key, film_id integer not null references film on update cascade on delete restrict, store_id integer not null references store on update cascade on delete restrict, last_update timestamptz default now() not null);
create table rental (rental_id serial primary key, rental_date timestamptz not null, inventory_id integer not null references inventory on update cascade on delete restrict, customer_id integer not null references customer on update cascade on delete restrict, return_date timestamptz, staff_id integer not null references staff on update cascade on delete restrict, last_update timestamptz default now() not null);
create unique index idx_unq_rental_rental_date_inventory_id_customer_id on rental using btree (rental_date, inventory_id, customer_id);
create table payment (payment_id serial not null, customer_id integer not null, staff_id integer not null, rental_id integer not null, amount numeric(5,2) not null, payment_date timestamptz not null, primary key (payment_date, payment_id)) partition by range (payment_date);
create table payment_p2022_01 (payment_id integer default nextval('payment_payment_id_seq') not null, customer_id integer not null references customer, staff_id integer not null references staff, rental_id integer not null references rental, amount numeric(5,2) not null, payment_date timestamptz not null);
alter table payment attach partition payment_p2022_01 for values from ('2022-01-01 00:00:00+00') to ('2022-02-01 00:00:00+00');
create table payment_p2022_02 (payment_id integer default nextval('payment_payment_id_seq') not null, customer_id integer not null references customer, staff_id integer not null references staff, rental_id integer not null references rental, amount numeric(5,2) not null, payment_date timestamptz not null);
alter table payment attach partition payment_p2022_02 for values from ('2022-02-01 00:00:00+00') to ('2022-03-01 00:00:00+00');
create trigger last_updated before update on actor for each row execute function last_updated();
create trigger last_updated before update on film for each row execute function last_updated();
create aggregate group_concat(text) (sfunc = textcat, stype = text);
create view actor_info as select a.actor_id, a.first_name, a.last_name, count(fa.film_id) from actor a left join film_actor fa on a.actor_id = fa.actor_id group by 1, 2, 3;
create materialized view rental_by_category as select c.name as category, sum(p.amount) as total_sales from payment p join rental r on p.rental_id = r.rental_id join inventory i on r.inventory_id = i.inventory_id join film_category fc on i.film_id = fc.film_id join category c on fc.category_id = c.category_id group by c.name with no data;
create unique index rental_category on rental_by_category using btree (category);
