CREATE TABLE stock (
    sku     TEXT    PRIMARY KEY,
    on_hand INTEGER NOT NULL CHECK (on_hand >= 0)
) WITHOUT ROWID;

CREATE TABLE reservations (
    order_id   TEXT PRIMARY KEY,
    state      TEXT NOT NULL,
    reason     TEXT,
    created_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reservation_lines (
    order_id TEXT    NOT NULL REFERENCES reservations (order_id),
    sku      TEXT    NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (order_id, sku)
) WITHOUT ROWID;

INSERT INTO stock (sku, on_hand) VALUES
    ('BOOK-001', 1000000), ('BOOK-002', 1000000), ('LAMP-001', 1000000), ('LAMP-002', 0);

WITH RECURSIVE part (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM part WHERE n < 100)
INSERT INTO stock (sku, on_hand) SELECT printf('PART-%03d', n), 1000 FROM part;
