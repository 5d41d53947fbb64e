CREATE TABLE orders (
    id          TEXT    PRIMARY KEY,
    buyer       TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    reason      TEXT,
    total_minor INTEGER NOT NULL,
    currency    TEXT    NOT NULL,
    created_at  TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX orders_buyer ON orders (buyer, created_at);

CREATE TABLE order_lines (
    order_id   TEXT    NOT NULL REFERENCES orders (id),
    sku        TEXT    NOT NULL,
    quantity   INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    PRIMARY KEY (order_id, sku)
) WITHOUT ROWID;

CREATE TABLE idempotency_keys (
    buyer       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    order_id    TEXT NOT NULL REFERENCES orders (id),
    PRIMARY KEY (buyer, key)
) WITHOUT ROWID;
